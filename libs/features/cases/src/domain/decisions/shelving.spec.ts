import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { fire, instant, livedOn, timed, timely, type Deed } from '../clock/testing.js';
import { given, stateAfter, text } from '../testing.js';
import { commands } from './testing.js';

const { Shelve, DecideShelving, Unshelve, AskResident } = commands;
const refuse: CaseCommand = { type: 'DecideShelving', data: { granted: false, text: text('no') } };
const reviewOn = instant('04-01');

const asked = livedOn(timely.held, ['li', Shelve, '03-03']);
const approved = livedOn(asked, ['chen', DecideShelving, '03-03']);
const shelved = livedOn(approved, ['qian', DecideShelving, '03-03']);

describe('shelving a case', () => {
  it('is asked for with a date to look at it again and a reason for the resident; the clock goes on', () => {
    expect(asked.slice(timely.held.length)).toMatchObject([
      {
        type: 'ShelvingRequested',
        data: {
          unit: 'mill',
          reviewOn,
          reason: text('why'),
          publicReason: text('winter'),
          decideBy: 'east',
        },
        deadlines: { armed: [{ name: 'shelving-decision', unit: 'east' }], ended: [] },
      },
    ]);
    expect(stateAfter(...asked).clock.running).toHaveProperty('handle');
  });

  it('takes two approvals, the second one level higher', () => {
    expect(approved.slice(asked.length)).toMatchObject([
      {
        type: 'ShelvingApproved',
        data: {
          unit: 'east',
          approvers: ['chen'],
          decideBy: 'town',
        },
        deadlines: { armed: [{ name: 'shelving-decision', unit: 'town', version: 2 }] },
      },
    ]);
    expect(shelved.slice(approved.length)).toMatchObject([
      { type: 'CaseShelved', data: { unit: 'town', reviewOn, publicReason: text('winter') } },
      {
        type: 'ClockPaused',
        data: {
          reason: 'shelved',
          until: reviewOn,
          remaining: { handle: { unit: 'working-days', days: 4 } },
        },
        deadlines: {
          armed: [{ name: 'review', unit: 'mill', due: reviewOn }],
          ended: ['shelving-decision'],
        },
      },
    ]);
  });

  it('is not approved twice by one level or one person', () => {
    given(...livedOn(asked, ['qian', DecideShelving, '03-03']))
      .when(DecideShelving, timed('chen', '03-03'))
      .expectState({ clock: { pause: { reason: 'shelved' } } });
    expect(stateAfter(...livedOn(asked, ['qian', DecideShelving, '03-03'])).clock.shelving).toMatchObject({
      approvedBy: 'town',
      decideBy: 'county',
    });
    given(...approved)
      .when(DecideShelving, timed('chen', '03-03'))
      .expectRejection('approved-already');
  });

  it('changes nothing the second time it is asked for', () => {
    given(...asked)
      .when(Shelve, timed('li', '03-03'))
      .expectEvents();
    given(...shelved)
      .when(Shelve, timed('li', '03-03'))
      .expectRejection('clock-paused');
  });

  it('leaves the clock running when it is refused, in words', () => {
    given(...approved)
      .when(refuse, timed('qian', '03-03'))
      .expectState({ clock: { running: { handle: { version: 2 } } } });
    given(...asked)
      .when({ type: 'DecideShelving', data: { granted: false } }, timed('chen', '03-03'))
      .expectRejection('text-missing');
    given(...livedOn(asked, ['chen', refuse, '03-03']))
      .when(DecideShelving, timed('chen', '03-03'))
      .expectRejection('no-shelving-pending');
  });

  it('is refused for a date that has passed or lies too far ahead', () => {
    for (const date of ['2026-03-02T00:00:00.000Z', '2026-07-01T00:00:00.000Z', 'soon'])
      given(...timely.held)
        .when({ ...Shelve, data: { ...Shelve.data, reviewOn: date } }, timed('li'))
        .expectRejection('review-date-out-of-range');
    given(...approved)
      .when(DecideShelving, timed('qian', '04-02'))
      .expectRejection('review-date-out-of-range');
  });

  it('waits while another hand-over waits, or the resident', () => {
    given(...timely.offered)
      .when(Shelve, timed('chen'))
      .expectRejection('hand-over-pending');
    given(...livedOn(approved, ['li', AskResident, '03-03']))
      .when(DecideShelving, timed('qian', '03-03'))
      .expectRejection('clock-paused');
  });
});

describe('taking a case off the shelf', () => {
  it('gives it what was left of its time', () => {
    const { clock } = stateAfter(...livedOn(shelved, ['li', Unshelve, '03-16']));
    expect(clock).not.toHaveProperty('pause');
    expect(clock.running).toMatchObject({
      handle: { startedAt: instant('03-16'), due: instant('03-19 17:00'), because: 'pause', version: 3 },
    });
  });

  it('happens by itself on the review date', () => {
    expect(livedOn(shelved, ['process', fire('review', 1), '04-01']).slice(shelved.length)).toMatchObject([
      { type: 'DeadlineFired', data: { name: 'review', rung: 'due', lateMs: 0 } },
      { type: 'CaseUnshelved', data: { by: 'review-date' } },
      {
        type: 'ClockResumed',
        data: {
          reason: 'shelved',
        },
        deadlines: { armed: [{ name: 'handle', due: instant('04-06 17:00') }], ended: ['review'] },
      },
    ]);
  });

  it('is refused the second time', () => {
    given(...livedOn(shelved, ['li', Unshelve, '03-16']))
      .when(Unshelve, timed('li', '03-16'))
      .expectRejection('not-shelved');
  });

  it('forgives nothing: a case that was late is late again, but climbs the ladder from then on', () => {
    const deeds: readonly Deed[] = [
      ['li', Shelve, '03-09'],
      ['chen', DecideShelving, '03-09'],
      ['qian', DecideShelving, '03-09'],
      ['li', Unshelve, '03-30'],
    ];
    const late = livedOn(timely.held, ['process', fire('handle', 2), '03-06 17:00'], ...deeds);
    expect(stateAfter(...late).clock.running['handle']).toMatchObject({
      due: instant('03-06 17:00'),
      lateFrom: instant('03-30'),
      alarm: { rung: 'written', at: instant('03-30 17:00') },
    });
  });
});
