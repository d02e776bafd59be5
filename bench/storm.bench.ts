import { setTimeout as sleep } from 'node:timers/promises';
import { AlarmClock, DeadlineWatch, OpenDeadlines, type ArmedAlarm } from '#deadlines';
import { FixedClock } from '#kernel';
import { firingThrough } from '#server';
import { openDesk, type BenchDesk } from './case-desk.js';
import { tenHours } from './catalogues.js';
import { recordLife, writeCopies } from './grown-log.js';
import { given, lives } from './lives.js';
import { openLoop, percentile } from './timing.js';

const HOUR = 3_600_000;
const USERS_PER_SECOND = 200;
const CASES_OF_USERS = 100;

export interface Storm {
  /** From the start of the watch until the last rung has fired and is on the disk. */
  readonly seconds: number;
  /** Milliseconds that a note on another case takes meanwhile, p99; two hundred a second, whatever the answers. */
  readonly usersP99: number;
}

/**
 * A service starts after an outage in which so many rungs fell due. Each is decided by its own case, which nobody has in
 * memory, and each append holds the firing, its reminder and the next alarm. Read models follow in their own thread.
 * With Redis the alarms come through BullMQ alone: the sweep, which would help, sees none.
 */
export async function measureStorm(parent: string, rungs: number, redisUrl?: string): Promise<Storm> {
  const again = await fallDue(parent, rungs, redisUrl);
  let watch: DeadlineWatch | undefined;
  const whenAdvanced = () => watch?.nudge();
  const desk = await openDesk(parent, { catalogue: tenHours, again, redisUrl, whenAdvanced });
  desk.runner.start();
  const cases = await casesInHand(desk);
  const fire = firingThrough((command) => desk.bus.execute(command));
  let left = rungs;
  let ended = Number.NaN;
  watch = new DeadlineWatch({
    open: redisUrl === undefined ? desk.open : new NothingOpen(),
    clock: desk.clock,
    alarmClock: desk.context.get(AlarmClock),
    async fire(alarm, lane) {
      const fired = await fire(alarm, lane);
      if (fired === 'fired' && --left === 0) ended = performance.now();
      return fired;
    },
  });
  const began = performance.now();
  watch.start();
  const note = (index: number) => desk.bus.execute(noteOn(cases[index % cases.length] ?? ''));
  const latencies = await openLoop(USERS_PER_SECOND, note, () => left === 0);
  await watch.stop();
  await desk.close();
  return { seconds: (ended - began) / 1_000, usersP99: percentile(latencies, 0.99) };
}

/** Nine hours ago so many cases were taken up; their alarms were set, and then nothing ran any more. */
async function fallDue(
  parent: string,
  rungs: number,
  redisUrl: string | undefined,
): Promise<Pick<BenchDesk, 'folder' | 'masterKey'>> {
  const clock = new FixedClock(Date.now() - 9 * HOUR);
  const desk = await openDesk(parent, { catalogue: tenHours, clock, redisUrl });
  const life = await recordLife(desk, 2);
  await writeCopies(desk.store, life, rungs - 1);
  await desk.runner.rebuild();
  if (redisUrl !== undefined) await setAlarms(desk, rungs);
  await desk.close();
  return desk;
}

async function setAlarms({ context }: BenchDesk, alarms: number): Promise<void> {
  const alarmClock = context.get(AlarmClock);
  alarmClock.hold(true);
  alarmClock.start(() => Promise.resolve('early'));
  while (alarmClock.health().window < alarms) await sleep(100);
}

/** Cases that somebody is handling just now. */
async function casesInHand({ bus }: BenchDesk): Promise<readonly string[]> {
  const inHand = Array.from({ length: CASES_OF_USERS }, async () => {
    const next = lives();
    const first = next();
    await bus.execute(first);
    for (let step = 1; step < 5; step += 1) await bus.execute(next());
    return first.caseId;
  });
  return Promise.all(inHand);
}

function noteOn(caseId: string) {
  return given(caseId, { type: 'AddNote', data: { text: '已联系路灯班' } }, { kind: 'person', id: 'worker' });
}

class NothingOpen extends OpenDeadlines {
  page(): Promise<readonly ArmedAlarm[]> {
    return Promise.resolve([]);
  }

  next(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
