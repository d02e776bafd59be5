import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { FixedClock, SystemClock } from '#kernel';
import { alarmClockContract } from './alarm-clock.contract.js';
import { InProcessAlarmClock } from './in-process.alarm-clock.js';
import { SmallLedger } from './specs/small-ledger.js';
import { NOON, standing } from './specs/standing-clock.js';

alarmClockContract('in process, whose time stands', () =>
  standing((open, clock) => new InProcessAlarmClock(open, clock)),
);

alarmClockContract('in process, on the machine’s time', async () => {
  const clock = new SystemClock();
  const ledger = new SmallLedger(clock);
  const alarmClock = new InProcessAlarmClock(ledger, clock);
  return { alarmClock, ledger, now: () => clock.now(), advance: (ms) => sleep(ms), close: async () => {} };
});

describe('sleeping until the next alarm', () => {
  it('goes through more of them than one page, many at the same moment', async () => {
    const { clock, ledger, rung } = started(3_000);
    clock.advance(60_000);
    await until(() => rung.size === 3_000);
    expect(ledger.fired).toHaveLength(3_000);
    expect(ledger.calls).toBe(3_000);
  });

  it('rings once for each while the read model lags behind', async () => {
    const { clock, ledger, rung, alarmClock } = started(1_500);
    await until(() => alarmClock.health().window > 0);
    ledger.lags = true;
    clock.advance(60_000);
    await until(() => rung.size === 1_500);
    for (let time = 0; time < 5; time += 1) {
      alarmClock.nudge();
      await sleep(30);
    }
    expect(ledger.calls).toBe(1_500);
  });

  it('sleeps for months without a timer that overflows', async () => {
    const clock = new FixedClock(NOON);
    const ledger = new SmallLedger(clock);
    const alarmClock = new InProcessAlarmClock(ledger, clock);
    ledger.arm('a', NOON + 200 * 86_400_000);
    alarmClock.start((alarm) => ledger.fire(alarm, 'alarm'));
    await sleep(100);
    expect(ledger.calls).toBe(0);
    clock.advance(200 * 86_400_000);
    await until(() => ledger.fired.length === 1);
    await alarmClock.stop();
  });

  it('looks again when the read model could not be read', async () => {
    const clock = new FixedClock(NOON);
    const ledger = new BrokenLedger(clock);
    const alarmClock = new InProcessAlarmClock(ledger, clock);
    ledger.arm('a', NOON);
    alarmClock.start((alarm) => ledger.fire(alarm, 'alarm'));
    await until(() => ledger.fired.length === 1);
    expect(alarmClock.health().failures).toBe(1);
    await alarmClock.stop();
  });
});

class BrokenLedger extends SmallLedger {
  private isBroken = true;

  override async page(...query: Parameters<SmallLedger['page']>): ReturnType<SmallLedger['page']> {
    if (!this.isBroken) return super.page(...query);
    this.isBroken = false;
    throw new Error('no such table');
  }
}

/** All of them due in a minute. */
function started(count: number) {
  const clock = new FixedClock(NOON);
  const ledger = new SmallLedger(clock);
  for (let one = 0; one < count; one += 1) ledger.arm(`case-${one}`, NOON + 60_000);
  const alarmClock = new InProcessAlarmClock(ledger, clock);
  const rung = new Set<string>();
  alarmClock.start(async (alarm) => {
    const fired = await ledger.fire(alarm, 'alarm');
    rung.add(alarm.subject);
    return fired;
  });
  return { clock, ledger, alarmClock, rung };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
