import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { clockChangeOf, type CaseEvent } from '../case.events.js';
import { commands } from '../decisions/testing.js';
import { given, stateAfter, text } from '../testing.js';
import { FRIDAY, instant, livedOn, timed, timely } from './testing.js';

const { AskResident, RecordResidentAnswer, CompleteHelp, ReportHandled, Merge, Unmerge } = commands;
const rework: CaseCommand = { type: 'Verify', data: { ok: false, findings: text('still dark') } };

const link = (duplicate: string, due: string): CaseCommand => ({
  type: 'LinkDuplicate',
  data: { duplicate, reporters: [duplicate], due },
});
const unlink = (duplicate: string): CaseCommand => ({
  type: 'UnlinkDuplicate',
  data: { duplicate, reporters: [duplicate] },
});

function dueAfter(history: readonly CaseEvent[], name = 'handle') {
  return stateAfter(...history).clock.running[name]?.due;
}

describe('merging another case into it', () => {
  const wednesday = instant('03-04 17:00');

  it('takes over the earlier date, and says where it came from', () => {
    const merged = livedOn(timely.held, ['process', link('case-3', wednesday), '03-03']);
    expect(merged.slice(timely.held.length)).toMatchObject([
      { type: 'DuplicateLinked' },
      { type: 'DeadlineMoved', data: { from: FRIDAY, because: { reason: 'merge' } } },
    ]);
    expect(stateAfter(...merged).clock.running['handle']).toMatchObject({ due: wednesday, because: 'merge' });
  });

  it('keeps its own date where that is the earlier one', () => {
    const merged = livedOn(timely.held, ['process', link('case-3', instant('03-20 17:00')), '03-03']);
    expect(dueAfter(merged)).toBe(FRIDAY);
  });

  it('gives its own date back when the merge is undone', () => {
    const undone = livedOn(
      timely.held,
      ['process', link('case-3', wednesday), '03-03'],
      ['process', link('case-4', instant('03-05 17:00')), '03-03'],
      ['process', unlink('case-3'), '03-03'],
    );
    expect(dueAfter(undone)).toBe(instant('03-05 17:00'));
    expect(dueAfter(livedOn(undone, ['process', unlink('case-4'), '03-03']))).toBe(FRIDAY);
  });

  it('shares the date also before it was taken up, and after it was handed in', () => {
    const early = livedOn(
      timely.reported,
      ['process', link('case-3', wednesday)],
      ['chen', commands.AcceptCase],
    );
    expect(dueAfter(early)).toBe(wednesday);
    expect(dueAfter(livedOn(early, ['process', unlink('case-3')]))).toBe(FRIDAY);
    const late = livedOn(
      timely.held,
      ['process', link('case-3', wednesday)],
      ['li', ReportHandled],
      ['process', unlink('case-3')],
      ['he', rework],
    );
    expect(dueAfter(late)).toBe(FRIDAY);
  });

  it('is late at once by a date that has passed, and climbs its ladder from then on', () => {
    const merged = livedOn(timely.held, ['process', link('case-3', instant('02-20 17:00')), '03-03']);
    expect(stateAfter(...merged).clock.running['handle']).toMatchObject({
      due: instant('02-20 17:00'),
      lateFrom: instant('03-03 09:00'),
      alarm: { rung: 'due', at: instant('03-03 09:00') },
    });
  });

  it('takes no extension back, and no pause', () => {
    const extended = livedOn(
      timely.held,
      ['process', link('case-3', wednesday)],
      ['li', commands.RequestExtension],
      ['chen', commands.DecideExtension],
    );
    expect(dueAfter(extended)).toBe(instant('03-09 17:00'));
    expect(dueAfter(livedOn(extended, ['process', unlink('case-3')]))).toBe(instant('03-09 17:00'));
    const paused = livedOn(
      timely.held,
      ['process', link('case-3', wednesday)],
      ['li', AskResident, '03-03'],
      ['li', RecordResidentAnswer, '03-12'],
    );
    expect(dueAfter(paused)).toBe(instant('03-13 17:00'));
    expect(dueAfter(livedOn(paused, ['process', unlink('case-3'), '03-12']))).toBe(instant('03-13 17:00'));
  });
});

describe('a case that was merged and stands for itself again', () => {
  it('goes on with the date it had', () => {
    const merged = { ...timed('chen', '03-03'), other: stateAfter(...timely.held) };
    given(...timely.held)
      .when(Merge, merged)
      .expectState({ lifecycle: { stage: 'merged' }, clock: { running: {} } });
    const undone = livedOn(
      timely.held,
      ['chen', Merge, '03-03', { other: stateAfter(...timely.held) }],
      ['chen', Unmerge, '03-04'],
    );
    expect(stateAfter(...undone).clock.running['handle']).toMatchObject({
      due: FRIDAY,
      unit: 'mill',
      alarm: { rung: 'remind', at: instant('03-05 17:00') },
    });
  });

  it('still waits for what it waited for', () => {
    const undone = livedOn(
      timely.held,
      ['li', AskResident, '03-03'],
      ['chen', Merge, '03-03', { other: stateAfter(...timely.held) }],
      ['chen', Unmerge, '03-04'],
    );
    expect(Object.keys(stateAfter(...undone).clock.running)).toEqual(['answer']);
    expect(dueAfter(livedOn(undone, ['li', RecordResidentAnswer, '03-05']))).toBe(instant('03-10 17:00'));
  });
});

describe('helping', () => {
  const help = (due?: string): CaseCommand => ({
    type: 'AddHelper',
    data: { unit: 'fire', task: text('task'), ...(due !== undefined && { due }) },
  });

  it('has a limit of its own, the usual one or the one that was given', () => {
    expect(dueAfter(livedOn(timely.held, ['li', help()]), 'helper-fire')).toBe(instant('03-04 17:00'));
    const due = instant('03-03 12:00');
    expect(dueAfter(livedOn(timely.held, ['li', help(due)]), 'helper-fire')).toBe(due);
  });

  it('begins anew for a further part, also after one that was finished in a pause', () => {
    const again = livedOn(
      timely.held,
      ['li', help()],
      ['li', AskResident, '03-03'],
      ['fang', CompleteHelp, '03-03'],
      ['li', RecordResidentAnswer, '03-04'],
      ['li', help(instant('03-06 12:00')), '03-04'],
    );
    expect(dueAfter(again, 'helper-fire')).toBe(instant('03-06 12:00'));
  });
});

describe('what is no step', () => {
  it.each<CaseCommand>([
    commands.AddNote,
    commands.CommentOnSupervision,
    { type: 'RecordFirstContact', data: { result: 'reached' } },
    commands.Split,
  ])('moves no date: $type', (command) => {
    const by = command.type === 'CommentOnSupervision' ? 'lin' : 'li';
    const events = livedOn(timely.held, [by, command, '03-04']).slice(timely.held.length);
    expect(events.flatMap((event) => clockChangeOf(event) ?? [])).toEqual([]);
  });
});

describe('what stood in a pause', () => {
  const { PauseWithParent, ResumeWithParent } = commands;

  it('is over for everybody when the case ends in it', () => {
    const ended = livedOn(timely.offered, ['process', PauseWithParent], ['resident', commands.Withdraw]);
    expect(ended.slice(-2)).toMatchObject([
      { type: 'ClockResumed' },
      { type: 'CaseWithdrawn', deadlines: { armed: [], ended: ['review', 'handle', 'sign'] } },
    ]);
  });

  it('goes with the unit that has signed meanwhile', () => {
    const signed = livedOn(
      timely.offered,
      ['process', PauseWithParent, '03-02 10:00'],
      ['li', commands.AcceptCustody, '03-03'],
      ['process', ResumeWithParent, '03-04'],
    );
    expect(stateAfter(...signed).clock).toMatchObject({
      running: { handle: { unit: 'mill' }, 'first-contact': { unit: 'mill', due: instant('03-04 17:00') } },
      standing: {},
    });
  });
});
