import { describe, expect, it } from '@jest/globals';
import { fitsLevel, Rejection, type Role, type WhoMay } from '#kernel';
import type { CaseCommand } from './case.commands.js';
import { caseDecider } from './case.decider.js';
import type { CaseEvent } from './case.events.js';
import { appealed, asked, commands, helped, merged, raisedBy, reopenAsked } from './decisions/testing.js';
import type { CommandToCase } from './power-list.js';
import { authoriseEach, authoriseReport } from './powers.js';
import {
  as,
  handled,
  life,
  offered,
  people,
  report,
  reportedAs,
  stateAfter,
  text,
  units,
  verified,
} from './testing.js';

const seat = (role: Role, unit: string): WhoMay => ({ role, unit });

describe('refusing somebody without the power', () => {
  it.each<[CommandToCase['type'], readonly CaseEvent[], readonly WhoMay[]]>([
    ['AcceptCase', life.reported, [seat('branch-secretary', 'mill'), seat('committee-officer', 'east')]],
    ['OfferCustody', life.held, [seat('branch-secretary', 'mill'), seat('committee-officer', 'east')]],
    ['AcceptCustody', life.offered, [seat('branch-secretary', 'mill')]],
    ['DecideReturn', [...life.held, asked('mill', 'town')], [seat('committee-officer', 'town')]],
    ['CompleteHelp', [...life.held, helped('fire')], [seat('external-liaison', 'fire')]],
    ['Verify', life.verifying, [seat('verifier', 'east')]],
    ['CallBack', life.callingBack, [seat('call-back-officer', 'east')]],
    ['Withdraw', life.held, [{ role: 'resident' }]],
    ['RequestReopen', life.closed, [seat('supervisor', 'east'), { role: 'resident' }]],
    ['LinkDuplicate', life.held, [{ role: 'process' }]],
  ])('names who may give %s', (type, history, whoMay) => {
    const refusal = refusalOf(() =>
      authoriseEach('shi', people.shi, commands[type], stateAfter(...history), units),
    );
    expect(refusal).toMatchObject({
      code: 'not-permitted',
      kind: 'forbidden',
      whoMay,
      details: { rule: type },
    });
  });

  it('names who may report there', () => {
    const command = { type: 'ReportCase', data: report } as const;
    expect(refusalOf(() => authoriseReport('liu', people.liu, command, units)).whoMay).toEqual([
      seat('grid-worker', 'mill-1'),
      seat('branch-secretary', 'mill'),
      seat('committee-officer', 'east'),
    ]);
  });

  const histories = [
    ...Object.values(life),
    [...life.held, offered('mill', 'property')],
    [...life.held, asked('mill', 'east'), helped('fire'), helped('lake-1')],
    [...life.held, merged],
    [...life.closed, reopenAsked],
  ];
  const types = Object.keys(commands).filter((type) => type !== 'ReportCase' && type !== 'SettleOnSpot');

  it.each(types as CommandToCase['type'][])('points to seats that exist and that may indeed: %s', (type) => {
    for (const state of histories.map((history) => stateAfter(...history))) {
      const { whoMay } = refusalOf(() => authoriseEach('shi', [], commands[type], state, units));
      expect(whoMay.length).toBeGreaterThan(0);
      for (const { role, unit } of whoMay) {
        if (unit === undefined) expect(['resident', 'process']).toContain(role);
        else {
          const held = { role: role as Role, unit };
          expect(fitsLevel(held.role, units.unit(unit)?.level)).toBe(true);
          expect(authoriseEach('any', [held], commands[type], state, units)[0]).toMatchObject(held);
        }
      }
    }
  });
});

describe('refusing somebody whom a rule of the case bars', () => {
  it.each<[string, readonly CaseEvent[], CaseCommand, ReturnType<typeof as>, readonly WhoMay[]]>([
    [
      'handler-not-allowed',
      [...life.held, handled('he')],
      commands.Verify,
      as('he'),
      [seat('verifier', 'east')],
    ],
    [
      'own-unit',
      [...life.accepted, handled('chen'), verified],
      commands.CallBack,
      as('guo'),
      [seat('call-back-officer', 'town')],
    ],
    [
      'own-report',
      reportedAs({ filedBy: 'li' }),
      commands.RejectCase,
      as('li'),
      [seat('branch-secretary', 'mill'), seat('committee-officer', 'east')],
    ],
    [
      'target-out-of-reach',
      life.held,
      { type: 'OfferCustody', data: { to: 'hill', reason: text('reason') } },
      as('li'),
      [seat('committee-officer', 'town')],
    ],
    [
      'target-out-of-reach',
      life.held,
      { type: 'Escalate', data: { digest: text('digest'), ask: text('ask'), to: 'lake' } },
      as('li'),
      [seat('committee-officer', 'east')],
    ],
    [
      'too-high',
      life.held,
      { type: 'Escalate', data: { digest: text('digest'), ask: text('ask'), to: 'town' } },
      as('li'),
      [seat('committee-officer', 'east')],
    ],
    [
      'own-supervision',
      [...life.held, raisedBy('lin', 'town'), appealed('county')],
      commands.DecideAppeal,
      as('lin'),
      [seat('supervisor', 'county')],
    ],
  ])('names who may instead: %s', (code, history, command, context, whoMay) => {
    const refusal = refusalOf(() => caseDecider.decide(command, stateAfter(...history), context));
    expect(refusal).toMatchObject({ code, kind: 'forbidden', whoMay });
  });
});

function refusalOf(deed: () => unknown): Rejection {
  try {
    deed();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('not refused');
}
