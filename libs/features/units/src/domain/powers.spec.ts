import { describe, expect, it } from '@jest/globals';
import {
  fitsLevel,
  LEVELS,
  Rejection,
  ROLES,
  unitTreeOf,
  type Position,
  type Role,
  type WhoMay,
} from '#kernel';
import { authorisePersonCommand } from './person-powers.js';
import { nobody, type Person } from './person.state.js';
import { authorise, deedsOf, POWERS, scopeOf, type Asker, type Deed } from './powers.js';
import { LENT_ROLES } from './lent-roles.js';

const unit = (id: string, level: (typeof LEVELS)[number], parent?: string) => ({
  id,
  level,
  ...(parent === undefined ? {} : { parent }),
  name: { en: id, zh: id },
  open: true,
});
const units = unitTreeOf([
  unit('c', 'county'),
  unit('t', 'town', 'c'),
  unit('t2', 'town', 'c'),
  unit('k', 'committee', 't'),
  unit('b', 'branch', 'k'),
  unit('g', 'group', 'b'),
]);
const now = Date.parse('2026-05-01T00:00:00.000Z');

const holding = (...positions: Position[]): Asker => ({ kind: 'person', id: 'p', positions });
const as = (role: Role, unit: string) => holding({ role, unit });

describe('which roles there are at which level', () => {
  it.each([
    [
      'county',
      ['committee-officer', 'verifier', 'call-back-officer', 'supervisor', 'data-officer', 'administrator'],
    ],
    [
      'town',
      ['committee-officer', 'verifier', 'call-back-officer', 'supervisor', 'data-officer', 'administrator'],
    ],
    ['committee', ['committee-officer', 'verifier', 'call-back-officer', 'supervisor']],
    ['branch', ['branch-secretary']],
    ['group', ['grid-worker']],
    ['external', ['external-liaison']],
  ] as const)('says it for a %s', (level, roles) => {
    expect(ROLES.filter((role) => fitsLevel(role, level))).toEqual(roles);
  });

  it('lends all roles but those with power over people and keys', () => {
    expect(ROLES.filter((role) => !LENT_ROLES.includes(role))).toEqual(['data-officer', 'administrator']);
  });
});

describe('what a position allows', () => {
  it.each([
    ['grid-worker', ['SeeCoverage']],
    ['branch-secretary', ['ChangeGroupCoverage', 'SeeCoverage', 'SeePeople']],
    ['committee-officer', ['RegisterAddresses', 'ChangeGroupCoverage', 'SeeCoverage', 'SeePeople']],
    ['external-liaison', []],
    ['verifier', []],
    ['call-back-officer', []],
    ['supervisor', ['SeeCoverage', 'SeePeople']],
    ['data-officer', ['SeePeople']],
    ['administrator', Object.keys(POWERS)],
  ] as const)('says it for a %s', (role, deeds) => {
    expect(deedsOf({ role, unit: 'k' })).toEqual(deeds);
  });

  it('reaches down to every unit below, and not beside or above', () => {
    expect(authorise('OpenUnit', ['g'], as('administrator', 't'), units)).toEqual({
      id: 'p',
      role: 'administrator',
      unit: 't',
    });
    expect(refusal('OpenUnit', ['t2'], as('administrator', 't')).code).toBe('not-permitted');
    expect(refusal('OpenUnit', ['c'], as('administrator', 't')).code).toBe('not-permitted');
  });

  it('must contain all the units concerned', () => {
    expect(authorise('MoveUnit', ['t', 't2'], as('administrator', 'c'), units).unit).toBe('c');
    expect(whoMay('MoveUnit', ['k', 't2'], as('administrator', 't'))).toEqual([
      { role: 'administrator', unit: 'c' },
    ]);
  });

  it('says who may when it refuses, the nearest first', () => {
    expect(whoMay('RegisterPerson', ['b'], as('branch-secretary', 'b'))).toEqual([
      { role: 'administrator', unit: 't' },
      { role: 'administrator', unit: 'c' },
    ]);
    expect(whoMay('ChangeGroupCoverage', ['g'], as('grid-worker', 'g'))[0]).toEqual({
      role: 'branch-secretary',
      unit: 'b',
    });
  });

  it('names the one for whom a deputy acts', () => {
    const deputy = holding({ role: 'branch-secretary', unit: 'b', onBehalfOf: 'q' });
    expect(authorise('ChangeGroupCoverage', ['g'], deputy, units)).toEqual({
      id: 'p',
      role: 'branch-secretary',
      unit: 'b',
      onBehalfOf: 'q',
    });
  });

  it('is not needed by an import or a process, and a resident has none', () => {
    expect(authorise('OpenUnit', [], { kind: 'system', role: 'import' }, units)).toEqual({
      id: 'import',
      role: 'import',
    });
    expect(refusal('OpenUnit', ['c'], { kind: 'system', role: 'resident' }).code).toBe('not-permitted');
  });

  it('limits what one sees to the units below', () => {
    const positions = [
      { role: 'supervisor', unit: 'k' },
      { role: 'grid-worker', unit: 'g' },
    ] as const;
    expect(scopeOf('SeePeople', { kind: 'person', id: 'p', positions })).toEqual(['k']);
    expect(
      caught(() => scopeOf('SeePeople', { kind: 'person', id: 'p', positions: [] })).whoMay,
    ).toContainEqual({
      role: 'supervisor',
    });
  });
});

describe('who may lend a position', () => {
  const mandate = { personId: 'deputy', unit: 'b', role: 'branch-secretary', until: '2026-06-01' } as const;
  const give = { type: 'GiveMandate', data: { ...mandate, onBehalfOf: 'p' } } as const;
  const may = (asker: Asker) => authorisePersonCommand(give, nobody, { now, asker, units });

  it('is the one who holds it', () => {
    expect(may(as('branch-secretary', 'b'))).toEqual({ id: 'p', role: 'branch-secretary', unit: 'b' });
  });

  it('is an administrator above', () => {
    expect(may({ kind: 'person', id: 'a', positions: [{ role: 'administrator', unit: 't' }] })).toMatchObject(
      { id: 'a' },
    );
  });

  it('is nobody else, not even his deputy', () => {
    const colleague: Asker = {
      kind: 'person',
      id: 'q',
      positions: [{ role: 'branch-secretary', unit: 'b' }],
    };
    const deputy = holding({ role: 'branch-secretary', unit: 'b', onBehalfOf: 'r' });
    for (const asker of [colleague, deputy]) {
      const refused = caught(() => may(asker));
      expect(refused.code).toBe('not-permitted');
      expect(refused.whoMay).toEqual([
        { role: 'branch-secretary', unit: 'b' },
        { role: 'administrator', unit: 't' },
        { role: 'administrator', unit: 'c' },
      ]);
    }
  });
});

describe('who may replace a password', () => {
  const replace = { type: 'ReplacePassword', data: { personId: 'x' } } as const;
  const held = (unit: string, role: Role) => ({ unit, role, from: 0, until: Number.POSITIVE_INFINITY });
  const person = (...positions: ReturnType<typeof held>[]): Person => ({
    status: 'registered',
    unit: 'k',
    identity: { subject: 'person:x', box: '' },
    positions,
    mandates: [],
  });
  const may = (state: Person, asker: Asker) => authorisePersonCommand(replace, state, { now, asker, units });

  it('is an administrator above all the positions that would come with it', () => {
    expect(may(person(held('k', 'verifier')), as('administrator', 't')).unit).toBe('t');
    const both = person(held('k', 'verifier'), held('c', 'supervisor'));
    expect(caught(() => may(both, as('administrator', 't'))).whoMay).toEqual([
      { role: 'administrator', unit: 'c' },
    ]);
  });

  it('is, for somebody without a position, an administrator above the unit that registered him', () => {
    expect(may(person(), as('administrator', 't')).unit).toBe('t');
    expect(caught(() => may(person(), as('administrator', 't2'))).code).toBe('not-permitted');
  });
});

function refusal(deed: Deed, on: readonly string[], asker: Asker): Rejection {
  return caught(() => authorise(deed, on, asker, units));
}

function whoMay(deed: Deed, on: readonly string[], asker: Asker): readonly WhoMay[] {
  return refusal(deed, on, asker).whoMay;
}

function caught(deed: () => unknown): Rejection {
  try {
    deed();
  } catch (error) {
    if (error instanceof Rejection) return error as Rejection;
    throw error;
  }
  throw new Error('it was allowed');
}
