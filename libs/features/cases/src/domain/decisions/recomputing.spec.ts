import { describe, expect, it } from '@jest/globals';
import type { Limit, Rules, WorkCalendar } from '#kernel';
import { bookOf, plainCalendar } from '#kernel/testing';
import type { CaseCommand } from '../case.commands.js';
import { FRIDAY, instant, livedOn, timed, timely } from '../clock/testing.js';
import { ladderedRules, laterRules } from '../rules/testing.js';
import { calendars, given, stateAfter } from '../testing.js';
import { commands } from './testing.js';

const { ApplyCalendar, MigrateRules, AcceptCase } = commands;
const until = (at: string): CaseCommand => ({ type: 'AcceptCase', data: { due: at } });
const off = { name: { en: 'flood', zh: '防汛' }, intervals: [] };

function calendarWith(days: WorkCalendar['days'], more: Partial<WorkCalendar> = {}) {
  return bookOf(plainCalendar, {
    ...plainCalendar,
    version: 2,
    days: { ...plainCalendar.days, ...days },
    ...more,
  });
}

/** Thursday is off, as a new version of the calendar says. */
const thursdayOff = calendarWith({ '2026-03-05': off });

describe('publishing a calendar', () => {
  it('moves the dates that lie ahead, and says which version did', () => {
    const [moved, ...more] = livedOn(timely.held, [
      'process',
      ApplyCalendar,
      '03-03',
      { calendars: thursdayOff },
    ]).slice(timely.held.length);
    expect(moved).toMatchObject({
      type: 'DeadlineMoved',
      data: {
        deadline: {
          version: 3,
          startedAt: instant('03-02'),
          due: instant('03-09 17:00'),
          calendar: { id: 'cn', version: 2 },
          alarm: { rung: 'remind', at: instant('03-06 17:00') },
        },
        from: FRIDAY,
        because: { reason: 'calendar', calendar: { id: 'cn', version: 2 } },
      },
    });
    expect(more).toEqual([]);
  });

  it('changes nothing the second time, under the version it knows, or once the case has ended', () => {
    given(...livedOn(timely.held, ['process', ApplyCalendar, '03-03', { calendars: thursdayOff }]))
      .when(ApplyCalendar, timed('process', '03-03', { calendars: thursdayOff }))
      .expectEvents();
    given(...timely.held)
      .when(ApplyCalendar, timed('process', '03-03', { calendars }))
      .expectEvents();
    given(...livedOn(timely.held, ['resident', commands.Withdraw]))
      .when(ApplyCalendar, timed('process', '03-03', { calendars: thursdayOff }))
      .expectEvents();
  });

  it('alters no date of the past, and makes nobody late', () => {
    given(...timely.held)
      .when(ApplyCalendar, timed('process', '03-09', { calendars: thursdayOff }))
      .expectEvents();
    const intervals: WorkCalendar['days'][string]['intervals'] = [[540, 1020]];
    const weekendWorks = calendarWith({
      '2026-03-07': { ...off, intervals },
      '2026-03-08': { ...off, intervals },
    });
    const accepted = livedOn(timely.reported, ['chen', AcceptCase, '03-05']);
    given(...accepted)
      .when(ApplyCalendar, timed('process', '03-09', { calendars: weekendWorks }))
      .expectState({ clock: { running: { handle: { due: instant('03-09 17:00') } } } });
    given(...accepted)
      .when(ApplyCalendar, timed('process', '03-10', { calendars: weekendWorks }))
      .expectEvents();
  });

  it('leaves alone what somebody has named', () => {
    given(...livedOn(timely.reported, ['import', until(FRIDAY)]))
      .when(ApplyCalendar, timed('process', '03-03', { calendars: thursdayOff }))
      .expectEvents();
  });

  it('sets rungs anew that fall on another day', () => {
    const mondayOff = calendarWith({ '2026-03-09': off });
    const rules = ladderedRules({
      standard: [
        {
          code: 'written',
          at: { after: { unit: 'working-days', amount: 1 } },
          action: 'notify',
          label: { en: 'written', zh: '催办' },
        },
      ],
    });
    const accepted = livedOn(timely.reported, ['chen', AcceptCase, '03-02', { rules }]);
    given(...accepted)
      .when(ApplyCalendar, timed('process', '03-03', { rules, calendars: mondayOff }))
      .expectState({
        clock: {
          running: { handle: { due: FRIDAY, alarm: { rung: 'written', at: instant('03-10 17:00') } } },
        },
      });
  });

  it('reaches a limit that stood meanwhile when it runs again', () => {
    const failed: CaseCommand = { type: 'Verify', data: { ok: false } };
    given(...timely.verifying)
      .when(failed, timed('he', '03-03', { calendars: thursdayOff }))
      .expectState({
        clock: { running: { handle: { due: instant('03-09 17:00'), calendar: { version: 2 } } } },
      });
    given(...timely.verifying)
      .when(failed, timed('he', '03-10', { calendars: thursdayOff }))
      .expectState({ clock: { running: { handle: { due: FRIDAY, calendar: { version: 1 } } } } });
  });

  it('makes a provisional date certain, though it stays the same', () => {
    const short = bookOf({ ...plainCalendar, coverageUntil: '2026-03-04' });
    const covered = bookOf(plainCalendar, { ...plainCalendar, version: 2 });
    const provisional = livedOn(timely.reported, ['chen', AcceptCase, '03-02', { calendars: short }]);
    expect(stateAfter(...provisional).clock.running['handle']).toMatchObject({
      due: FRIDAY,
      provisional: true,
    });
    const certain = livedOn(provisional, ['process', ApplyCalendar, '03-03', { calendars: covered }]);
    expect(stateAfter(...certain).clock.running['handle']).toMatchObject({ due: FRIDAY, version: 2 });
    expect(stateAfter(...certain).clock.running['handle']).not.toHaveProperty('provisional');
  });
});

describe('going over to other rules', () => {
  const days = (amount: number): Limit => ({ unit: 'working-days', amount });
  const longer = laterRules({ handle: { limit: days(10), ladder: 'standard' } }, 'hash-2');
  const to = (rules: Rules) => timed('process', '03-05', { rules });

  it('moves what has another limit, counted from where it began', () => {
    given(...timely.held)
      .when(MigrateRules, to(longer))
      .expectState({
        rules: { version: 2, hash: 'hash-2' },
        clock: {
          running: {
            handle: { startedAt: instant('03-02'), due: instant('03-13 17:00'), limit: days(10), version: 3 },
          },
        },
      });
    expect(
      livedOn(timely.held, ['process', MigrateRules, '03-05', { rules: longer }]).slice(-2),
    ).toMatchObject([
      {
        type: 'RulesMigrated',
        data: { from: { hash: 'hash-1' }, to: { hash: 'hash-2' }, moved: ['handle'] },
      },
      { type: 'DeadlineMoved', data: { from: FRIDAY, because: { reason: 'rules' } } },
    ]);
  });

  it('makes nobody late, and takes no extension back', () => {
    const shorter = laterRules({ handle: { limit: days(2), ladder: 'standard' } }, 'hash-2');
    given(...timely.held)
      .when(MigrateRules, to(shorter))
      .expectState({ clock: { running: { handle: { due: FRIDAY } } } });
    const extended = livedOn(
      timely.held,
      ['li', commands.RequestExtension],
      ['chen', commands.DecideExtension],
    );
    given(...extended)
      .when(MigrateRules, to(longer))
      .expectState({ clock: { running: { handle: { due: instant('03-11 17:00') } } } });
  });

  it('sets running what only the new rules limit, and ends what they do not', () => {
    const { signed } = timely;
    const fewer = { ...longer, limitOf: () => ({ limit: days(5) }) };
    const none = { ...longer, limitOf: () => undefined };
    given(...signed)
      .when(MigrateRules, to(none))
      .expectState({ clock: { running: {} } });
    given(...livedOn(signed, ['process', MigrateRules, '03-05', { rules: none }]))
      .when({ type: 'MigrateRules', data: { to: { version: 3, hash: 'hash-3' } } }, to(fewer))
      .expectState({ clock: { running: { handle: { startedAt: instant('03-05') }, 'first-contact': {} } } });
  });

  it('goes on with the ladder of the new rules, at the first rung that lies ahead', () => {
    const rung = (code: string, percent: number) =>
      ({ code, at: { percent }, action: 'remind', label: { en: code, zh: code } }) as const;
    const other = ladderedRules({ standard: [rung('half', 50), rung('almost', 90), rung('over', 100)] });
    given(...timely.held)
      .when(MigrateRules, to(other))
      .expectState({ clock: { running: { handle: { due: FRIDAY, alarm: { rung: 'almost' } } } } });
  });

  it('changes nothing the second time, before a case is taken up, or after its end', () => {
    given(...livedOn(timely.held, ['process', MigrateRules, '03-05', { rules: longer }]))
      .when(MigrateRules, to(longer))
      .expectEvents();
    for (const history of [timely.reported, livedOn(timely.held, ['resident', commands.Withdraw])])
      given(...history)
        .when(MigrateRules, to(longer))
        .expectEvents();
  });
});
