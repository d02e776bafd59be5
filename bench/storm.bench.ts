import { setTimeout as sleep } from 'node:timers/promises';
import { AlarmClock, OpenDeadlines, type ArmedAlarm } from '#deadlines';
import { FixedClock } from '#kernel';
import { openDesk, type BenchDesk } from './case-desk.js';
import { tenHours } from './catalogues.js';
import { recordLife, writeCopies } from './grown-log.js';
import { given, lives } from './lives.js';
import { openLoop, percentile } from './timing.js';
import { openWatchedDesk } from './watched-desk.js';

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
  let left = rungs;
  let ended = Number.NaN;
  const onFired = () => {
    if (--left === 0) ended = performance.now();
  };
  const swept = redisUrl === undefined ? undefined : new NothingOpen();
  const options = { catalogue: tenHours, again, redisUrl, swept, onFired };
  const { desk, watch, close } = await openWatchedDesk(parent, options);
  const cases = await casesInHand(desk);
  const note = (index: number) => desk.bus.execute(noteOn(cases[index % cases.length] ?? ''));
  const began = performance.now();
  watch.start();
  const latencies = await openLoop(USERS_PER_SECOND, note, () => left === 0);
  await close();
  return { seconds: (ended - began) / 1_000, usersP99: percentile(latencies, 0.99) };
}

/** Nine hours and a half ago, within an hour, so many cases were taken up; their alarms were set, and then nothing ran any more. */
async function fallDue(
  parent: string,
  rungs: number,
  redisUrl: string | undefined,
): Promise<Pick<BenchDesk, 'folder' | 'masterKey'>> {
  const clock = new FixedClock(Date.now() - 9.5 * HOUR);
  const desk = await openDesk(parent, { catalogue: tenHours, clock, redisUrl });
  const life = await recordLife(desk, 2);
  await writeCopies(desk.store, life, rungs - 1, HOUR / rungs);
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
  return given(
    caseId,
    { type: 'AddNote', data: { visibility: 'internal', text: '已联系路灯班' } },
    { kind: 'person', id: 'worker' },
  );
}

class NothingOpen extends OpenDeadlines {
  page(): Promise<readonly ArmedAlarm[]> {
    return Promise.resolve([]);
  }

  next(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
