import { setTimeout as sleep } from 'node:timers/promises';
import { FixedClock, type Clock } from '#kernel';
import type { AlarmClock } from '../alarm-clock.js';
import type { AlarmClockFixture } from '../alarm-clock.contract.js';
import type { OpenDeadlines } from '../open-deadlines.js';
import { SmallLedger } from './small-ledger.js';

export const NOON = Date.parse('2026-03-02T04:00:00Z');

/** An alarm clock whose time moves only when it is told to. */
export async function standing(
  make: (open: OpenDeadlines, clock: Clock) => AlarmClock,
): Promise<AlarmClockFixture> {
  const clock = new FixedClock(NOON);
  const ledger = new SmallLedger(clock);
  const alarmClock = make(ledger, clock);
  const advance = async (milliseconds: number) => {
    await sleep(30);
    clock.advance(milliseconds);
    alarmClock.nudge();
    await sleep(60);
  };
  return { alarmClock, ledger, now: () => clock.now(), advance, close: async () => {} };
}
