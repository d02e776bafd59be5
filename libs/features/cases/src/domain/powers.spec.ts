import { describe, expect, it } from '@jest/globals';
import { Rejection, type Position } from '#kernel';
import { commands, asked, helped } from './decisions/testing.js';
import type { CaseEvent } from './case.events.js';
import { noCase } from './case.state.js';
import type { CommandToCase } from './power-list.js';
import { authoriseEach, authoriseReport, authoriseSystem } from './powers.js';
import {
  life,
  offered,
  people,
  report,
  signed,
  stateAfter,
  text,
  units,
  type PersonName,
} from './testing.js';

const escalated: readonly CaseEvent[] = [
  ...life.held,
  {
    type: 'EscalationRaised',
    data: { from: 'mill', to: 'east', urgent: false, digest: text('digest'), ask: text('ask') },
  },
  offered('mill', 'east', { kind: 'escalation' }),
];
const atGroup = [...life.held, offered('mill', 'mill-1'), signed('mill-1', 'wang')];
const withProperty = [...life.accepted, offered('east', 'property'), signed('property', 'pan')];
const returning = [...life.held, asked('mill', 'east')];
const returningOffer = [...life.offered, asked('mill', 'east')];

const everyDutyOfficerOfMill = 'li, chen, zhou for li, zhou, qian, deng';
const everyDutyOfficerOfEast = 'chen, zhou, qian, deng';

describe('giving a command', () => {
  it.each<[CommandToCase['type'], string, readonly CaseEvent[], string]>([
    ['AcceptCase', 'reported', life.reported, everyDutyOfficerOfMill],
    ['RejectCase', 'reported', life.reported, everyDutyOfficerOfMill],
    ['OfferCustody', 'taken up by the committee', life.accepted, everyDutyOfficerOfEast],
    ['OfferCustody', 'held by the branch', life.held, everyDutyOfficerOfMill],
    ['OfferCustody', 'held by the group', atGroup, `wang, xu for wang, ${everyDutyOfficerOfMill}`],
    ['OfferCustody', 'held by an external unit', withProperty, 'chen, zhou, qian, deng, pan'],
    ['AcceptCustody', 'offered to the branch', life.offered, 'li, zhou for li'],
    ['AcceptCustody', 'offered upwards', escalated, 'chen, zhou'],
    ['AcceptCustody', 'signed by the branch', life.held, 'li, zhou for li'],
    ['RequestReturn', 'offered to the branch', life.offered, 'li, zhou for li'],
    ['RequestReturn', 'held by the branch', life.held, 'li, zhou for li'],
    ['RequestReturn', 'held by an external unit', withProperty, 'pan'],
    ['DecideReturn', 'waiting for the committee', returning, 'chen, zhou, qian, deng'],
    ['DecideReturn', 'waiting for the committee, unsigned', returningOffer, 'chen, zhou, qian, deng'],
    ['DecideReturn', 'in arbitration', [...life.held, asked('mill', 'town')], 'qian, deng'],
    ['Escalate', 'held by the branch', life.held, 'li, zhou for li'],
    ['Escalate', 'held by the group', atGroup, 'wang, xu for wang'],
    ['AnswerEscalation', 'asked of the committee', escalated, 'chen, zhou'],
    ['SendDown', 'asked of the committee', escalated, 'chen, zhou'],
    ['SendDown', 'held by the committee', life.accepted, 'chen, zhou'],
    ['SendDown', 'held by the group', atGroup, ''],
    ['RecordFirstContact', 'held by the branch', life.held, 'li, zhou for li'],
    ['AddHelper', 'held by the branch', life.held, 'li, zhou for li'],
    ['CompleteHelp', 'helped by the fire service', [...life.held, helped('fire')], 'fang, pan for fang'],
    ['CompleteHelp', 'helped by nobody', life.held, 'li, zhou for li'],
    ['ReportHandled', 'held by the branch', life.held, 'li, zhou for li'],
    ['ReportHandled', 'held by an external unit', withProperty, 'pan'],
    ['Verify', 'handed in', life.verifying, 'zhou, he, lu, lu for zhou'],
    ['CallBack', 'checked', life.callingBack, 'zhou, guo, ma'],
    ['CloseCase', 'called back', life.callingBack, everyDutyOfficerOfEast],
    ['Withdraw', 'held by the branch', life.held, ''],
    ['RequestReopen', 'closed', life.closed, 'lin, ding, kong, kong for lin'],
    ['Reopen', 'closed', life.closed, everyDutyOfficerOfEast],
    ['Merge', 'held by the branch', life.held, everyDutyOfficerOfMill],
    ['Unmerge', 'held by the branch', life.held, everyDutyOfficerOfMill],
    ['LinkDuplicate', 'held by the branch', life.held, ''],
    ['UnlinkDuplicate', 'held by the branch', life.held, ''],
    ['Split', 'held by the branch', life.held, 'li, zhou for li'],
  ])('%s, %s, is for some', (type, _, history, expected) => {
    expect(whoGives(commands[type], history)).toEqual(expected);
  });

  it('lets everybody who has to do with a case, and those above, add a note', () => {
    expect(whoGives(commands.AddNote, [...atGroup, helped('fire'), offered('mill-1', 'property')])).toBe(
      [
        'wang, xu for wang, li, chen, zhou for li, zhou, zhou as verifier, zhou as call-back-officer',
        'qian, deng, fang, pan, pan for fang, he, lu, lu for zhou, guo, ma, lin, ding, kong, kong for lin',
      ].join(', '),
    );
  });

  it('keeps the unit that waits for a decision on its return in the talk', () => {
    expect(whoGives(commands.AddNote, returningOffer)).toContain('li, chen, zhou for li');
  });

  it('is done in the position that allows it, and says for whom a deputy acts', () => {
    const given = (person: PersonName, type: CommandToCase['type'], history: readonly CaseEvent[]) =>
      authoriseEach(person, people[person], commands[type], stateAfter(...history), units)[0];
    expect(given('li', 'Escalate', life.held)).toEqual({ id: 'li', role: 'branch-secretary', unit: 'mill' });
    expect(given('zhou', 'Verify', life.verifying)).toEqual({ id: 'zhou', role: 'verifier', unit: 'east' });
    expect(given('xu', 'Escalate', atGroup)).toEqual({
      id: 'xu',
      role: 'grid-worker',
      unit: 'mill-1',
      onBehalfOf: 'wang',
    });
  });

  it('lets somebody with seats at two helpers say for which one', () => {
    const both = stateAfter(...life.held, helped('fire'), helped('property'));
    const done = (unit?: string): CommandToCase => ({
      type: 'CompleteHelp',
      data: { result: text('result'), ...(unit !== undefined && { unit }) },
    });
    expect(authoriseEach('pan', people.pan, done(), both, units)[0]).toMatchObject({ unit: 'property' });
    expect(authoriseEach('pan', people.pan, done('fire'), both, units)[0]).toMatchObject({ unit: 'fire' });
    expect(codeOf(() => authoriseEach('fang', people.fang, done('property'), both, units))).toBe(
      'not-permitted',
    );
  });

  it('finds no case where there is none', () => {
    expect(codeOf(() => authoriseEach('li', people.li, commands.Escalate, noCase, units))).toBe(
      'case-not-found',
    );
  });
});

describe('filing a report', () => {
  const filing = (person: PersonName, unit: string) => () =>
    authoriseReport(person, people[person], { type: 'ReportCase', data: { ...report, unit } }, units);

  it('is for those who work in the area or above it', () => {
    expect(filing('wang', 'mill-1')()).toEqual({ id: 'wang', role: 'grid-worker', unit: 'mill-1' });
    expect(filing('xu', 'mill-1')()).toMatchObject({ onBehalfOf: 'wang' });
    expect(filing('chen', 'property')()).toMatchObject({ role: 'committee-officer' });
    expect(filing('deng', 'hill-1')()).toMatchObject({ unit: 'county' });
  });

  it('is refused elsewhere, and to those who do not report', () => {
    expect(codeOf(filing('wang', 'mill-2'))).toBe('not-permitted');
    expect(codeOf(filing('li', 'lake-1'))).toBe('not-permitted');
    expect(codeOf(filing('pan', 'property'))).toBe('not-permitted');
    expect(codeOf(filing('lin', 'mill-1'))).toBe('not-permitted');
  });

  it('is refused for a unit nobody knows', () => {
    expect(codeOf(filing('deng', 'nowhere'))).toBe('unknown-unit');
  });
});

describe('acting without a position', () => {
  it('lets an import play every part but that of the process', () => {
    const refused = Object.keys(commands).filter((type) => !may('import', type));
    expect(refused).toEqual([
      'LinkDuplicate',
      'UnlinkDuplicate',
      'FireDeadline',
      'ApplyCalendar',
      'MigrateRules',
      'PauseWithParent',
      'ResumeWithParent',
      'FlagSilence',
    ]);
    expect(authoriseSystem('import', 'ReportCase')).toEqual({ id: 'import', role: 'import' });
  });

  it('lets a resident withdraw, answer and ask to reopen, the process do its own, the operator migrate', () => {
    const allowed = (role: Parameters<typeof authoriseSystem>[0]) =>
      Object.keys(commands).filter((type) => may(role, type));
    expect(allowed('resident')).toEqual(['Withdraw', 'RequestReopen', 'RecordResidentAnswer']);
    expect(allowed('process')).toEqual([
      'ReportCase',
      'Unmerge',
      'LinkDuplicate',
      'UnlinkDuplicate',
      'FireDeadline',
      'ApplyCalendar',
      'MigrateRules',
      'PauseWithParent',
      'ResumeWithParent',
      'FlagSilence',
    ]);
    expect(allowed('operator')).toEqual(['MigrateRules']);
  });

  function may(role: Parameters<typeof authoriseSystem>[0], type: string): boolean {
    return codeOf(() => authoriseSystem(role, type as keyof typeof commands)) === 'allowed';
  }
});

/** Everybody who may, each seat once; the role only where one person has two at the same unit. */
function whoGives(command: CommandToCase, history: readonly CaseEvent[]): string {
  const state = stateAfter(...history);
  const names = Object.entries<readonly Position[]>(people).flatMap(([person, positions]) => {
    try {
      const actors = authoriseEach(person, positions, command, state, units);
      const own = actors.find(({ onBehalfOf }) => onBehalfOf === undefined);
      return actors.map((actor) => {
        if (actor.onBehalfOf !== undefined) return `${person} for ${actor.onBehalfOf}`;
        return actor === own ? person : `${person} as ${actor.role}`;
      });
    } catch {
      return [];
    }
  });
  return names.join(', ');
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
    return 'allowed';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
