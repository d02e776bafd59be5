import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import type { CaseEvent } from '../case.events.js';
import { commands, linked } from '../decisions/testing.js';
import { given, stateAfter, text } from '../testing.js';
import { FRIDAY, instant, lived, livedOn, timed, timely } from './testing.js';

const { AcceptCustody, OfferCustody, ReportHandled, Withdraw, RequestReopen, Reopen } = commands;
const { ReportCase, AcceptCase, RejectCase } = commands;
const rework: CaseCommand = { type: 'Verify', data: { ok: false, findings: text('still dark') } };

function runningAfter(...history: readonly CaseEvent[]) {
  return stateAfter(...history).clock.running;
}

describe('reporting a case', () => {
  it('sets the time running in which it is to be taken up', () => {
    expect(runningAfter(...timely.reported)).toEqual({
      accept: {
        name: 'accept',
        version: 1,
        unit: 'mill-1',
        path: ['county', 'town', 'east', 'mill', 'mill-1'],
        startedAt: instant('03-02 09:00'),
        limit: { unit: 'working-hours', amount: 2 },
        calendar: { id: 'cn', version: 1 },
        due: instant('03-02 11:00'),
        alarm: { rung: 'remind', at: instant('03-02 10:36') },
      },
    });
  });
});

describe('taking a case up', () => {
  it('ends that time, and sets the whole of it running', () => {
    expect(timely.accepted.at(-1)).toMatchObject({
      type: 'CaseAccepted',
      deadlines: {
        armed: [{ name: 'handle', unit: 'east', due: FRIDAY, alarm: { rung: 'remind' } }],
        ended: ['accept'],
      },
    });
  });

  it('keeps to the date that an imported file names', () => {
    const due = '2026-03-04T18:30:00+08:00';
    given(...timely.reported)
      .when({ type: 'AcceptCase', data: { due } }, timed('import'))
      .expectState({
        clock: { running: { handle: { limit: { unit: 'until', at: due }, due: instant('03-04 18:30') } } },
      });
    given(...timely.reported)
      .when({ type: 'AcceptCase', data: { due } }, timed('chen'))
      .expectRejection('due-is-computed');
  });

  it('gives every step of the matter a date of its own', () => {
    const illegal: CaseCommand = { type: 'AcceptCase', data: { serviceType: '050201' } };
    expect(runningAfter(...livedOn(timely.reported, ['chen', illegal]))).toMatchObject({
      handle: { due: FRIDAY },
      'step-stop-work': { due: instant('03-02 14:00') },
      'step-demolish': { due: instant('03-27 17:00') },
    });
  });
});

describe('handing a case over', () => {
  it('starts the time to sign with the offer', () => {
    expect(runningAfter(...timely.offered)).toMatchObject({
      sign: { unit: 'mill', startedAt: instant('03-02 09:00'), due: instant('03-02 14:00') },
      handle: { unit: 'east', due: FRIDAY },
    });
  });

  it('cannot be stopped by not signing: all dates stay as they were', () => {
    expect(runningAfter(...livedOn(timely.offered, ['li', AcceptCustody, '03-05']))).toMatchObject({
      handle: { unit: 'mill', version: 2, startedAt: instant('03-02 09:00'), due: FRIDAY },
      'first-contact': { unit: 'mill', due: instant('03-05 17:00') },
    });
    expect(runningAfter(...livedOn(timely.offered, ['li', AcceptCustody, '03-05']))).not.toHaveProperty(
      'sign',
    );
  });

  it('keeps the next rung at its time, though it is late by then', () => {
    expect(runningAfter(...livedOn(timely.offered, ['li', AcceptCustody, '03-09']))).toMatchObject({
      handle: { unit: 'mill', alarm: { rung: 'remind', at: instant('03-05 17:00') } },
    });
  });

  it('starts anew for another unit that is offered it instead', () => {
    const toLake: CaseCommand = { type: 'OfferCustody', data: { to: 'lake' } };
    expect(runningAfter(...livedOn(timely.offered, ['chen', toLake, '03-03']))).toMatchObject({
      sign: { unit: 'lake', version: 2, due: instant('03-03 14:00') },
      handle: { unit: 'east', version: 1 },
    });
  });
});

describe('work that comes back', () => {
  it('restarts the time for the rework; the whole keeps its date', () => {
    const again = livedOn(timely.held, ['li', ReportHandled, '03-04'], ['he', rework, '03-05']);
    expect(runningAfter(...again)).toMatchObject({
      handle: { startedAt: instant('03-02 09:00'), due: FRIDAY, version: 3 },
      rework: { unit: 'mill', startedAt: instant('03-05 09:00'), due: instant('03-06 17:00') },
    });
  });

  it('is overdue at once where the date has passed, but climbs the ladder from then on', () => {
    const again = livedOn(timely.held, ['li', ReportHandled, '03-06'], ['he', rework, '03-16']);
    expect(runningAfter(...again).handle).toMatchObject({
      due: FRIDAY,
      lateFrom: instant('03-16 09:00'),
      alarm: { rung: 'remind', at: instant('03-16 09:00') },
    });
  });

  it('gives an open step the date back that it had', () => {
    const illegal: CaseCommand = { type: 'AcceptCase', data: { serviceType: '050201' } };
    const again = lived(
      ['wang', ReportCase],
      ['chen', illegal],
      ['chen', OfferCustody],
      ['li', AcceptCustody],
      ['li', commands.CompleteStep],
      ['li', ReportHandled, '03-04'],
      ['he', rework, '03-05'],
    );
    expect(runningAfter(...again)).toMatchObject({ 'step-demolish': { due: instant('03-27 17:00') } });
    expect(runningAfter(...again)).not.toHaveProperty('step-stop-work');
  });
});

describe('reopening a case', () => {
  it('sets a short limit that is its own', () => {
    const again = livedOn(
      timely.held,
      ['resident', Withdraw],
      ['resident', RequestReopen, '03-16'],
      ['chen', Reopen, '03-16'],
    );
    expect(runningAfter(...again)).toMatchObject({
      handle: { startedAt: instant('03-16 09:00'), due: instant('03-17 17:00'), unit: 'mill' },
    });
  });

  it('gives the usual limit to a case that nobody had handled', () => {
    const again = livedOn(
      timely.reported,
      ['chen', RejectCase],
      ['resident', RequestReopen],
      ['chen', Reopen],
      ['chen', AcceptCase],
    );
    expect(runningAfter(...again)).toMatchObject({ handle: { due: FRIDAY } });
  });

  it('keeps nothing of what was asked, paused, shared or extended before', () => {
    const before = livedOn(
      [...timely.held, linked('case-3')],
      ['li', commands.RequestExtension],
      ['chen', commands.DecideExtension],
      ['li', commands.AskResident],
      ['resident', Withdraw],
      ['resident', RequestReopen],
      ['chen', Reopen],
    );
    const { versions, reopenings, ...clock } = stateAfter(...before).clock;
    expect(clock).toMatchObject({ standing: {}, extensions: 0, mergedDues: {}, helperDues: {} });
    expect(Object.keys(clock.running)).toEqual(['handle']);
    expect(clock).not.toHaveProperty('pause');
    expect([versions['handle'], reopenings]).toEqual([4, 1]);
  });
});

describe('importing the past', () => {
  const present = Date.parse('2026-07-01T01:00:00.000Z');

  it('arms no rung that would have fired by now, and none later by surprise', () => {
    const imported = livedOn(
      timely.reported,
      ['import', { type: 'AcceptCase', data: { unit: 'east' } }, '03-02', { present }],
      ['import', OfferCustody, '03-02', { present }],
      ['li', AcceptCustody, '07-01'],
    );
    const { handle } = runningAfter(...imported);
    expect(handle).toMatchObject({ unit: 'mill', due: FRIDAY });
    expect(handle).not.toHaveProperty('alarm');
  });

  it('arms the rungs that still lie ahead', () => {
    const due: CaseCommand = { type: 'AcceptCase', data: { due: instant('07-03 17:00') } };
    const imported = livedOn(timely.reported, ['import', due, '06-29', { present }]);
    expect(runningAfter(...imported)['handle']?.alarm).toMatchObject({ rung: 'remind' });
  });

  it('lets a pause of the past end by itself', () => {
    const imported = livedOn(timely.held, ['import', commands.AskResident, '03-03', { present }]);
    expect(runningAfter(...imported)['answer']?.alarm).toEqual({
      rung: 'due',
      at: new Date(present).toISOString(),
    });
  });
});
