import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { fire, instant, livedOn, timed, timely, type Deed } from '../clock/testing.js';
import { given } from '../testing.js';
import { childOf, commands } from './testing.js';

const { Shelve, DecideShelving, Unshelve, AskResident, RecordResidentAnswer } = commands;
const { PauseWithParent, ResumeWithParent, ReportHandled } = commands;
const waiting = livedOn(timely.held, ['li', AskResident, '03-03']);

describe('asking the resident', () => {
  it('lets the clock stand, as long as the policy allows or for fewer days', () => {
    expect(waiting.slice(timely.held.length)).toMatchObject([
      {
        type: 'ResidentAsked',
        data: { unit: 'mill', until: instant('03-13'), question: commands.AskResident.data.question },
      },
      {
        type: 'ClockPaused',
        data: {
          reason: 'waiting-resident',
          until: instant('03-13'),
        },
        deadlines: { armed: [{ name: 'answer', unit: 'mill' }], ended: [] },
      },
    ]);
    given(...timely.held)
      .when({ ...AskResident, data: { ...AskResident.data, days: 2 } }, timed('li'))
      .expectState({ clock: { pause: { until: instant('03-04') } } });
    for (const days of [0, 11])
      given(...timely.held)
        .when({ ...AskResident, data: { ...AskResident.data, days } }, timed('li'))
        .expectRejection('answer-time-out-of-range');
  });

  it('is refused the second time, and while a return waits', () => {
    given(...waiting)
      .when(AskResident, timed('li', '03-03'))
      .expectRejection('clock-paused');
    given(...livedOn(timely.held, ['li', commands.RequestReturn]))
      .when(AskResident, timed('li'))
      .expectRejection('return-pending');
  });

  it.each(['resident', 'li', 'guo'] as const)('goes on with the answer, recorded by %s', (by) => {
    const [answered, resumed] = livedOn(waiting, [by, RecordResidentAnswer, '03-05']).slice(waiting.length);
    expect(answered?.data).toMatchObject({ by: by === 'resident' ? 'resident' : 'unit' });
    expect(resumed).toMatchObject({
      type: 'ClockResumed',
      data: { reason: 'waiting-resident' },
      deadlines: { armed: [{ due: instant('03-10 17:00') }], ended: ['answer'] },
    });
  });

  it('goes on without one when the time for it is over', () => {
    expect(livedOn(waiting, ['process', fire('answer', 1), '03-13']).slice(waiting.length)).toMatchObject([
      { type: 'DeadlineFired' },
      { type: 'ResidentAnswered', data: { by: 'none' } },
      { type: 'ClockResumed', deadlines: { armed: [{ name: 'handle' }] } },
    ]);
  });

  it('takes no answer where nothing was asked, nor a second one', () => {
    for (const history of [timely.held, livedOn(waiting, ['li', RecordResidentAnswer, '03-05'])])
      given(...history)
        .when(RecordResidentAnswer, timed('li', '03-05'))
        .expectRejection('nothing-asked');
  });

  it('keeps nobody from handing the work in: then nothing is waited for any more', () => {
    expect(livedOn(waiting, ['li', ReportHandled, '03-04']).slice(waiting.length)).toMatchObject([
      { type: 'ClockResumed' },
      { type: 'HandlingReported', deadlines: { armed: [{ name: 'verify' }], ended: ['answer', 'handle'] } },
    ]);
  });
});

describe('the parts of a case', () => {
  const split: CaseCommand = { type: 'Split', data: { children: [childOf('case-8')] } };
  const part = livedOn(timely.held, ['process', PauseWithParent, '03-03']);

  it('stand with it while it is shelved, not while its resident is asked', () => {
    const deeds: readonly Deed[] = [
      ['li', Shelve],
      ['chen', DecideShelving],
      ['qian', DecideShelving],
    ];
    const parent = livedOn(timely.held, ['li', split], ...deeds);
    expect(parent.find(({ type }) => type === 'ClockPaused')?.data).toMatchObject({ parts: ['case-8'] });
    expect(livedOn(parent, ['li', Unshelve]).findLast(({ type }) => type === 'ClockResumed')?.data).toEqual({
      reason: 'shelved',
      parts: ['case-8'],
    });
    const asking = livedOn(timely.held, ['li', split], ['li', AskResident]);
    expect(asking.find(({ type }) => type === 'ClockPaused')?.data).not.toHaveProperty('parts');
  });

  it('go on with it, or by themselves when its date has come', () => {
    for (const command of [ResumeWithParent, fire('review', 1)])
      given(...part)
        .when(command, timed('process', '04-01'))
        .expectState({ clock: { running: { handle: { due: instant('04-06 17:00') } } } });
  });

  it('are left alone the second time, and where they stand or have ended by themselves', () => {
    for (const history of [part, waiting, timely.reported, timely.verifying])
      given(...history)
        .when(PauseWithParent, timed('process', '03-03'))
        .expectEvents();
    for (const history of [timely.held, waiting, timely.verifying])
      given(...history)
        .when(ResumeWithParent, timed('process', '03-03'))
        .expectEvents();
    given(...timely.held)
      .when(PauseWithParent, timed('process', '04-01'))
      .expectEvents();
  });
});
