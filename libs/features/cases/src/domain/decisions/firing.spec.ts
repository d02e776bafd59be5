import { describe, expect, it } from '@jest/globals';
import type { Ladder, Rules } from '#kernel';
import type { CaseCommand } from '../case.commands.js';
import type { CaseEvent, Lane } from '../case.events.js';
import { fire, FRIDAY, instant, livedOn, timed, timely } from '../clock/testing.js';
import { ladderedRules } from '../rules/testing.js';
import { given, stateAfter, units } from '../testing.js';
import { commands } from './testing.js';

const path = units.pathOf('mill');
const held = timely.held;
const reminded = livedOn(held, ['process', fire('handle', 2), '03-05 17:00']);

function firedBy(history: readonly CaseEvent[], name: string, version: number, at: string, more = {}) {
  return livedOn(history, ['process', fire(name, version), at, more]).slice(history.length);
}

function typesOf(events: readonly CaseEvent[]) {
  return events.map(({ type }) => type);
}

describe('an alarm that rings', () => {
  it('fires its rung, does what that says, and arms the next, in one append', () => {
    expect(reminded.slice(held.length)).toEqual([
      {
        type: 'DeadlineFired',
        data: {
          name: 'handle',
          version: 2,
          rung: 'remind',
          action: 'remind',
          unit: 'mill',
          path,
          at: instant('03-05 17:00'),
          firedAt: instant('03-05 17:00'),
          lateMs: 0,
          lane: 'alarm',
        },
      },
      {
        type: 'CaseReminded',
        data: {
          unit: 'mill',
          path,
          deadline: 'handle',
          rung: 'remind',
          due: FRIDAY,
          written: false,
        },
        deadlines: {
          armed: [expect.objectContaining({ version: 3, alarm: { rung: 'due', at: FRIDAY } }) as never],
          ended: [],
        },
      },
    ]);
  });

  it('is never early, and says when it will be time', () => {
    given(...held)
      .when(fire('handle', 2), timed('process', '03-05 16:59'))
      .expectRejection('deadline-not-due');
  });

  it('changes nothing the second time, superseded, unknown, or after the end', () => {
    given(...reminded)
      .when(fire('handle', 2), timed('process', '03-05 17:00'))
      .expectEvents();
    given(...held)
      .when(fire('handle', 1), timed('process', '03-05 17:00'))
      .expectEvents();
    given(...held)
      .when(fire('verify', 1), timed('process', '03-05 17:00'))
      .expectEvents();
    given(...livedOn(held, ['resident', commands.Withdraw]))
      .when(fire('handle', 2), timed('process', '03-05 17:00'))
      .expectEvents();
  });

  it('tells how late each rung was, whatever rings them', () => {
    const late = firedBy(held, 'handle', 2, '03-09 17:00');
    expect(late.filter(({ type }) => type === 'DeadlineFired').map(({ data }) => data)).toMatchObject([
      { rung: 'remind', version: 2, at: instant('03-05 17:00'), lateMs: 96 * 3_600_000 },
      { rung: 'due', version: 3, at: FRIDAY, lateMs: 72 * 3_600_000 },
      { rung: 'written', version: 4, at: instant('03-09 17:00'), lateMs: 0 },
    ]);
  });

  it('rings for all that is due in the case, in the order of time', () => {
    const signed = livedOn(timely.offered, ['li', commands.AcceptCustody, '03-05']);
    const rung = firedBy(signed, 'handle', 2, '03-06 17:00').filter(({ type }) => type === 'DeadlineFired');
    expect(rung.map(({ data }) => data)).toMatchObject([
      { name: 'handle', rung: 'remind', at: instant('03-05 17:00') },
      { name: 'first-contact', rung: 'due', at: instant('03-05 17:00') },
      { name: 'handle', rung: 'due' },
    ]);
  });

  it('climbs the ladder to its end: reminders, supervision, and one level up', () => {
    const climbed = firedBy(held, 'handle', 2, '03-12');
    expect(typesOf(climbed).filter((type) => type !== 'DeadlineFired')).toEqual([
      'CaseReminded',
      'CaseFlagged',
      'CaseReminded',
      'SupervisorAdded',
      'SupervisionRaised',
      'CaseEscalated',
      'CustodyOffered',
    ]);
    const data = (type: string) => climbed.findLast((event) => event.type === type)?.data;
    expect(data('CaseReminded')).toMatchObject({ written: true, copiedTo: 'east' });
    expect(data('SupervisorAdded')).toMatchObject({ unit: 'mill', supervisor: 'east' });
    expect(data('SupervisionRaised')).toMatchObject({ unit: 'mill', level: 1, by: 'rung', rung: 'level-1' });
    expect(data('CustodyOffered')).toMatchObject({ from: 'mill', to: 'east', kind: 'escalation' });
    const { clock, custody, supervision } = stateAfter(...held, ...climbed);
    expect([custody.holder, supervision.status]).toEqual(['mill', 'raised']);
    expect(Object.keys(clock.running).toSorted()).toEqual(['handle', 'rectify', 'sign']);
    expect(clock.running['handle']).not.toHaveProperty('alarm');
  });

  it('leaves a case where it is that has been asked back or up already', () => {
    for (const command of [commands.Escalate, commands.RequestReturn])
      expect(typesOf(firedBy(livedOn(held, ['li', command]), 'handle', 2, '03-12'))).not.toContain(
        'CaseEscalated',
      );
  });

  it('records an expiry that no ladder watches over', () => {
    const signed = livedOn(timely.signed);
    expect(firedBy(signed, 'first-contact', 1, '03-02 17:00')).toMatchObject([
      { type: 'DeadlineFired', data: { rung: 'due', action: 'flag' } },
      { type: 'CaseFlagged', data: { unit: 'mill', deadline: 'first-contact', flag: 'overdue' } },
    ]);
  });
});

describe('catching up after an outage', () => {
  const rung = (code: string, catchUp: 'fire' | 'latest' | 'review', days: number): Ladder[number] => ({
    code,
    at: { after: { unit: 'working-days', amount: days } },
    action: 'notify',
    label: { en: code, zh: code },
    catchUp,
  });
  const rules = ladderedRules({
    standard: [rung('one', 'latest', 1), rung('two', 'latest', 2), rung('three', 'review', 3)],
  });
  const of = (lane: Lane): CaseCommand => ({
    type: 'FireDeadline',
    data: { name: 'handle', version: 1, lane },
  });
  const accepted = livedOn(timely.reported, ['chen', commands.AcceptCase, '03-02', { rules }]);
  const effects = (lane: Lane, at: string) =>
    livedOn(accepted, ['process', of(lane), at, { rules }])
      .slice(accepted.length)
      .filter(({ type }) => type === 'CaseReminded' || type === 'CaseFlagged')
      .map(({ type, data }) => [type, (data as { rung: string }).rung]);

  it('leaves to the latest rung what its predecessors would have said', () => {
    expect(effects('catch-up', '03-11')).toEqual([['CaseReminded', 'two']]);
  });

  it('puts before the secretary what is not to be said late without her', () => {
    expect(effects('catch-up', '03-12')).toEqual([['CaseFlagged', 'three']]);
  });

  it('says everything where it was merely the alarm that was lost', () => {
    expect(effects('sweep', '03-11').map(([, code]) => code)).toEqual(['one', 'two']);
  });
});

describe('the end of a pause', () => {
  const code = 'end';
  const label = { en: 'end', zh: '到期' };
  const ending = (at: Ladder[number]['at'], catchUp: 'fire' | 'review'): Rules =>
    ladderedRules({ brief: [{ code, at, action: 'raise', level: 1, label, catchUp }] }, { answer: 'brief' });

  it.each([
    ['there is only a reminder', ending({ percent: 50 }, 'fire'), 'alarm'],
    ['a rung only comes after it', ending({ after: { unit: 'working-days', amount: 9 } }, 'fire'), 'alarm'],
    ['it is looked at by the secretary', ending({ percent: 100 }, 'review'), 'catch-up'],
  ] as const)('comes though %s', (_, rules, lane) => {
    const waiting = livedOn(held, ['li', commands.AskResident, '03-03', { rules }]);
    const version = 1;
    const over = livedOn(waiting, [
      'process',
      { type: 'FireDeadline', data: { name: 'answer', version, lane } },
      '03-13',
      { rules },
    ]);
    expect(stateAfter(...over).clock).not.toHaveProperty('pause');
  });
});
