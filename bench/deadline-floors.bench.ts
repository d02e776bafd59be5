import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import {
  AlarmClock,
  AlarmClockModule,
  byTime,
  DeadlineWatch,
  OpenDeadlines,
  TrustedClock,
  type AlarmQuery,
  type ArmedAlarm,
} from '#deadlines';
import { SystemClock } from '#kernel';
import type { RedisServer } from '../test/support/redis-server.js';
import { rate } from './timing.js';

const HOUR = 3_600_000;
const CONCURRENCY = 64;
/** Alarms that fall due while a million others are set again, one every so many milliseconds. */
const DUE_EVERY_MS = 20;

/** BullMQ alone: delayed jobs that all fall due at once, and a worker that does nothing. The floor under a storm. */
export async function measureBullmqAlone({ url }: RedisServer, jobs: number): Promise<number> {
  const connection = { url, maxRetriesPerRequest: null };
  const prefix = randomUUID();
  const queue = new Queue('alone', { connection, prefix });
  const due = Date.now() + HOUR;
  const ids = Array.from({ length: jobs }, (_, id) => id).values();
  const walk = async () => {
    for (const id of ids) await queue.add('job', [id], { jobId: `job-${id}`, delay: due - Date.now() });
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, walk));
  await queue.promoteJobs({ count: jobs });
  let done = 0;
  const started = performance.now();
  const work = async () => {
    done += 1;
  };
  const worker = new Worker('alone', work, {
    connection,
    prefix,
    concurrency: CONCURRENCY,
    removeOnComplete: { count: 0 },
  });
  while (done < jobs) await sleep(5);
  const perSecond = rate(jobs, performance.now() - started);
  await worker.close();
  await queue.close();
  return perSecond;
}

/** MiB of Redis that so many armed alarms take. */
export async function measureRedisMemory(redis: RedisServer, alarms: number): Promise<number> {
  const before = await memoryOf(redis);
  const open = new ManyOpen(alarms);
  const { alarmClock, held, close } = await alarmClockOver(open, redis);
  alarmClock.hold(true);
  alarmClock.start(async () => 'superseded');
  while ((await held()) < alarms) await sleep(100);
  const bytes = (await memoryOf(redis)) - before;
  await close();
  await redis.tell('FLUSHALL');
  return bytes / 1024 / 1024;
}

export interface Rearming {
  readonly seconds: number;
  /** Milliseconds, of those that fell due meanwhile. */
  readonly worstLateness: number;
}

/** From the moment that Redis is emptied until all are in it again; some fall due all the while. */
export async function measureRearming(redis: RedisServer, alarms: number): Promise<Rearming> {
  const open = new ManyOpen(alarms);
  const { alarmClock, clock, held, close } = await alarmClockOver(open, redis);
  let worstLateness = 0;
  const fire = async (alarm: ArmedAlarm) => {
    if (!open.end(alarm)) return 'superseded';
    worstLateness = Math.max(worstLateness, Date.now() - alarm.at);
    return 'fired';
  };
  const watch = new DeadlineWatch({ open, fire, clock, alarmClock });
  watch.start();
  while ((await held()) < alarms) await sleep(100);
  const falling = setInterval(() => watch.arm([open.addDue()]), DUE_EVERY_MS);
  await redis.tell('FLUSHALL');
  const began = performance.now();
  while ((await held()) < alarms) await sleep(20);
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(falling);
  await watch.stop();
  await close();
  await redis.tell('FLUSHALL');
  return { seconds, worstLateness };
}

async function alarmClockOver(open: OpenDeadlines, redis: RedisServer) {
  const clock = new TrustedClock(new SystemClock());
  const place = { url: redis.url, prefix: randomUUID() };
  const module = await AlarmClockModule.over({ open, clock, redis: place });
  const context = await NestFactory.createApplicationContext(module, { logger: ['error'] });
  const held = async () => Number(await redis.tell('ZCARD', `${place.prefix}:gridcase-alarms:delayed`));
  return { alarmClock: context.get(AlarmClock), clock, held, close: () => context.close() };
}

/** Bytes in use. */
async function memoryOf(redis: RedisServer): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(String(await redis.tell('INFO', 'memory')))?.[1]);
}

/** Alarms spread over the next two days, and some that fall due at once. */
class ManyOpen extends OpenDeadlines {
  private readonly later: readonly ArmedAlarm[];
  private readonly due = new Map<string, ArmedAlarm>();

  constructor(alarms: number) {
    super();
    const from = Date.now() + HOUR;
    this.later = Array.from({ length: alarms }, (_, one) => ({
      subject: randomUUID(),
      name: 'handle',
      version: 1,
      at: from + Math.floor((one * 40 * HOUR) / alarms),
    }));
  }

  addDue(): ArmedAlarm {
    const alarm = { subject: randomUUID(), name: 'handle', version: 1, at: Date.now() + 100 };
    this.due.set(alarm.subject, alarm);
    return alarm;
  }

  end({ subject }: ArmedAlarm): boolean {
    return this.due.delete(subject);
  }

  page({ from = 0, until, limit, after }: AlarmQuery): Promise<readonly ArmedAlarm[]> {
    const isAsked = (alarm: ArmedAlarm) =>
      alarm.at >= from && alarm.at < until && (!after || byTime(alarm, after) > 0);
    const due = [...this.due.values()].filter(isAsked).slice(0, limit);
    const place = this.firstFrom(Math.max(from, after?.at ?? 0));
    const later = this.later.slice(place, place + limit + 8).filter(isAsked);
    return Promise.resolve([...due, ...later].toSorted(byTime).slice(0, limit));
  }

  next(): Promise<number | undefined> {
    return Promise.resolve([...this.due.values(), ...this.later.slice(0, 1)][0]?.at);
  }

  private firstFrom(at: number): number {
    let [low, high] = [0, this.later.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.later[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
