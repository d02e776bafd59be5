import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock, type Bilingual } from '#kernel';
import { DeadlineWatch, type WatchOptions } from './deadline-watch.js';
import { InMemoryAlarmClock } from './in-memory.alarm-clock.js';
import { SmallLedger } from './specs/small-ledger.js';
import { NOON } from './specs/standing-clock.js';
import { TrustedClock } from './trusted-clock.js';

const watches: DeadlineWatch[] = [];

afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop();
});

describe('watching over deadlines', () => {
  it('fires each in its time, whatever rings how often', async () => {
    const { clock, ledger, watch } = watched();
    ledger.arm('a', NOON + 1_000);
    watch.start();
    await settled();
    expect(ledger.fired).toEqual([]);
    clock.advance(1_000);
    watch.nudge();
    watch.nudge();
    await Promise.all([watch.sweep(), watch.sweep()]);
    await settled();
    expect(ledger.fired).toMatchObject([{ lane: 'alarm', at: NOON + 1_000 }]);
    expect(ledger.calls).toBe(1);
  });

  it('catches up with what fell due while nobody watched', async () => {
    const { ledger, watch } = watched();
    for (let one = 0; one < 1_500; one += 1) ledger.arm(`case-${one}`, NOON - 1 - one);
    watch.start();
    await until(() => ledger.fired.length === 1_500);
    await settled();
    expect(new Set(ledger.fired.map(({ lane }) => lane))).toEqual(new Set(['catch-up']));
    const { lateness, overdueMs } = await watch.health();
    expect(lateness['catch-up']).toMatchObject({ fired: 1_500, worstMs: 1_500 });
    expect(overdueMs).toBe(0);
  });

  it('finds in a sweep what no alarm rang for', async () => {
    const { clock, ledger, watch, alarmClock } = watched();
    watch.start();
    await settled();
    alarmClock.hold(true);
    ledger.arm('a', NOON + 1_000);
    clock.advance(3_000);
    expect((await watch.health()).overdueMs).toBe(2_000);
    await watch.sweep();
    expect(ledger.fired).toMatchObject([{ lane: 'sweep' }]);
    const { lateness, overdueMs } = await watch.health();
    expect(lateness.sweep).toMatchObject({ fired: 1, worstMs: 2_000 });
    expect(lateness.sweep.counts[4]).toBe(1);
    expect(overdueMs).toBe(0);
  });

  it('sweeps again and again by itself', async () => {
    const { ledger, watch, alarmClock } = watched({ sweepEvery: 40 });
    watch.start();
    alarmClock.hold(true);
    await settled();
    ledger.arm('a', NOON - 20);
    await until(() => ledger.fired.length === 1);
    ledger.arm('b', NOON - 20);
    await until(() => ledger.fired.length === 2);
  });

  it('asks once about each while the read model lags behind', async () => {
    const { clock, ledger, watch } = watched();
    for (let one = 0; one < 700; one += 1) ledger.arm(`case-${one}`, NOON + 1_000);
    watch.start();
    await settled();
    await ledger.next();
    ledger.lags = true;
    clock.advance(1_000);
    for (let time = 0; time < 5; time += 1) await watch.sweep();
    expect(ledger.calls).toBe(700);
    expect(ledger.fired).toHaveLength(700);
  });

  it('comes back to what could not be decided', async () => {
    const { clock, ledger, watch, alarmClock } = watched();
    watch.start();
    await settled();
    alarmClock.hold(true);
    for (let one = 0; one < 40; one += 1) ledger.arm(`case-${one}`, NOON + 1_000);
    ledger.faults.push(new Error('no disk'), new Error('no disk'));
    clock.advance(2_000);
    await expect(watch.sweep()).rejects.toThrow('no disk');
    expect(ledger.fired).toHaveLength(38);
    await watch.sweep();
    expect(ledger.fired).toHaveLength(40);
  });

  it('fires nothing once it has stopped', async () => {
    const { clock, ledger, watch } = watched();
    watch.start();
    await settled();
    await watch.stop();
    ledger.arm('a', NOON);
    clock.advance(10_000);
    watch.arm([ledger.arm('b', NOON)]);
    watch.nudge();
    await settled();
    expect(ledger.fired).toEqual([]);
  });
});

describe('a process that does not know the time', () => {
  it('fires by the clock that is behind, in sweeps alone, and says so', async () => {
    const truth = new FixedClock(NOON);
    const own = new FixedClock(NOON + 30_000);
    const clock = new TrustedClock(own);
    const heard: Bilingual[] = [];
    const reference = { name: 'redis', now: async () => truth.now() };
    const more = {
      clock,
      references: [reference],
      compareEvery: 0,
      tell: (news: Bilingual) => heard.push(news),
    };
    const { ledger, watch } = watched(more, truth);
    ledger.arm('a', NOON + 10_000);
    watch.start();
    await until(() => heard.length === 1);
    await watch.sweep();
    expect(ledger.calls).toBe(0);
    expect(await watch.health()).toMatchObject({ clock: { isApart: true } });
    truth.advance(10_100);
    own.advance(10_100);
    await until(() => clock.now() >= NOON + 10_000);
    watch.nudge();
    await settled();
    expect(ledger.fired).toEqual([]);
    await watch.sweep();
    expect(ledger.fired).toMatchObject([{ lane: 'sweep' }]);
    own.advance(-30_000);
    await until(() => heard.length === 2);
  });
});

function watched(more: Partial<WatchOptions> = {}, truth = new FixedClock(NOON)) {
  const ledger = new SmallLedger(truth);
  const clock = more.clock ?? new TrustedClock(truth);
  const alarmClock = new InMemoryAlarmClock(ledger, clock);
  const watch = new DeadlineWatch({ open: ledger, fire: ledger.fire, clock, alarmClock, ...more });
  watches.push(watch);
  return { clock: truth, ledger, alarmClock, watch };
}

function settled(): Promise<void> {
  return sleep(30);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
