import { AlarmClock, DeadlineWatch, type ArmedAlarm, type OpenDeadlines } from '#deadlines';
import { firingThrough } from '#server';
import { openDesk, type BenchDesk, type DeskOptions } from './case-desk.js';

export interface WatchedDesk {
  readonly desk: BenchDesk;
  /** To be started. */
  readonly watch: DeadlineWatch;
  close(): Promise<void>;
}

export interface WatchedDeskOptions extends DeskOptions {
  /** Hears of each firing when it is on the disk. */
  readonly onFired: (alarm: ArmedAlarm) => void;
  /** What the sweep sees; default: all that is open. */
  readonly swept?: OpenDeadlines | undefined;
}

/** A desk whose read models follow in their own thread and whose deadlines are watched, both as in the service. */
export async function openWatchedDesk(
  parent: string,
  { onFired, swept, ...options }: WatchedDeskOptions,
): Promise<WatchedDesk> {
  const desk = await openDesk(parent, { ...options, thread: true });
  const fire = firingThrough((command) => desk.bus.execute(command));
  const watch = new DeadlineWatch({
    open: swept ?? desk.open,
    clock: desk.clock,
    alarmClock: desk.context.get(AlarmClock),
    async fire(alarm, lane) {
      const fired = await fire(alarm, lane);
      if (fired === 'fired') onFired(alarm);
      return fired;
    },
  });
  desk.whenAdvanced(() => watch.nudge());
  desk.runner.start();
  const close = async () => {
    await watch.stop();
    await desk.close();
  };
  return { desk, watch, close };
}
