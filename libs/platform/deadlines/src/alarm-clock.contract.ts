import { afterEach, describe, expect, it } from '@jest/globals';
import type { AlarmClock, Ring } from './alarm-clock.js';
import type { ArmedAlarm, Fired } from './open-deadlines.js';
import type { SmallLedger } from './specs/small-ledger.js';

/** An alarm clock with the time in the hands of the contract; `now` is what its clock says. */
export interface AlarmClockFixture {
  readonly alarmClock: AlarmClock;
  readonly ledger: SmallLedger;
  readonly now: () => number;
  /** Lets so many milliseconds go by, and what is due in them ring. */
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every alarm clock does, whatever it keeps its alarms in. */
export function alarmClockContract(name: string, open: () => Promise<AlarmClockFixture>): void {
  describe(`the alarm clock ${name}`, () => {
    const opened: AlarmClockFixture[] = [];
    const fixture = async () => {
      const made = await open();
      opened.push(made);
      return made;
    };

    afterEach(async () => {
      for (const each of opened.splice(0)) {
        await each.alarmClock.stop();
        await each.close();
      }
    });

    it('rings for what was armed before it started, in its time and not before', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const alarm = ledger.arm('a', now() + 300);
      const { ring, rung } = listener();
      alarmClock.start(ring);
      await advance(100);
      expect(rung).toEqual([]);
      await advance(400);
      expect(rung).toEqual([alarm]);
    });

    it('rings for what it is told', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      ledger.lags = true;
      const { ring, rung } = listener();
      alarmClock.start(ring);
      await advance(50);
      const alarms = [ledger.arm('b', now() + 400), ledger.arm('a', now() + 200, 'helper-unit:1 村')];
      alarmClock.arm(alarms);
      await advance(600);
      expect(rung).toEqual(alarms.toReversed());
    });

    it('rings for what the read model knows and nobody has told', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const { ring, rung } = listener();
      alarmClock.start(ring);
      await advance(50);
      const alarm = ledger.arm('a', now() + 300);
      alarmClock.nudge();
      await advance(1_500);
      expect(rung).toContainEqual(alarm);
    });

    it('rings for a deadline that was moved, under its new version', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const old = ledger.arm('a', now() + 300);
      const { ring, rung } = listener();
      alarmClock.start(ring);
      await advance(50);
      const moved = ledger.arm('a', now() + 500);
      alarmClock.arm([moved]);
      await advance(800);
      expect(rung.filter(({ version }) => version !== old.version)).toEqual([moved]);
    });

    it('tells two deadlines apart whose names run into each other', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const { ring, rung } = listener();
      alarmClock.start(ring);
      alarmClock.arm([ledger.arm('a-b', now() + 200, 'c'), ledger.arm('a', now() + 201, 'b-c')]);
      await advance(600);
      expect(rung.map(({ subject }) => subject)).toEqual(['a-b', 'a']);
    });

    it('goes on after a ring that could not be decided', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const { ring, rung } = listener();
      alarmClock.start(async (alarm) => {
        await ring(alarm);
        if (alarm.subject === 'a') throw new Error('no disk');
        return 'fired';
      });
      alarmClock.arm([ledger.arm('a', now() + 100), ledger.arm('b', now() + 300)]);
      await advance(600);
      expect(rung.map(({ subject }) => subject)).toContain('b');
    });

    it('rings for nothing while it is held, and again afterwards', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const { ring, rung } = listener();
      alarmClock.hold(true);
      alarmClock.start(ring);
      alarmClock.arm([ledger.arm('a', now() + 100)]);
      await advance(300);
      expect(rung).toEqual([]);
      alarmClock.hold(false);
      await advance(500);
      expect(rung.map(({ subject }) => subject)).toEqual(['a']);
    });

    it('waits for what is being decided when it stops, and rings no more', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      const { ring, rung } = listener();
      let isDecided = false;
      alarmClock.start(async (alarm) => {
        await ring(alarm);
        await new Promise((resolve) => setTimeout(resolve, 100));
        isDecided = true;
        return 'fired';
      });
      alarmClock.arm([ledger.arm('a', now() + 100), ledger.arm('b', now() + 1_000)]);
      await Promise.all([advance(300), rungOnce(rung)]);
      await alarmClock.stop();
      expect(isDecided).toBe(true);
      alarmClock.arm([ledger.arm('c', now() + 1)]);
      alarmClock.nudge();
      await advance(1_000);
      expect(rung.map(({ subject }) => subject)).toEqual(['a']);
    });

    it('says how many alarms it holds', async () => {
      const { alarmClock, ledger, now, advance } = await fixture();
      alarmClock.start(listener().ring);
      alarmClock.arm([ledger.arm('a', now() + 60_000), ledger.arm('b', now() + 60_000)]);
      for (let look = 0; alarmClock.health().window < 2 && look < 20; look += 1) await advance(500);
      expect(alarmClock.health()).toMatchObject({ connected: true, window: 2, failures: 0 });
    });
  });
}

function listener(): { readonly ring: Ring; readonly rung: ArmedAlarm[] } {
  const rung: ArmedAlarm[] = [];
  const ring = async (alarm: ArmedAlarm): Promise<Fired> => {
    rung.push(alarm);
    return 'fired';
  };
  return { ring, rung };
}

async function rungOnce(rung: readonly ArmedAlarm[]): Promise<void> {
  while (rung.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
