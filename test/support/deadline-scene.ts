import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { AlarmClock, AlarmClockModule, DeadlineWatch, TrustedClock, type Fire } from '#deadlines';
import { SqliteEventStore } from '#event-store';
import { Clock, SystemClock, type Bilingual } from '#kernel';
import { DeadlineLedger } from './deadline-ledger.js';

/** Milliseconds between two sweeps in these stories. */
export const SWEEP_EVERY = 1_000;
const ALARMS = 2_000;

/** The machine's time, whatever `Date.now` is made to say. */
class TrueClock extends Clock {
  now(): number {
    return performance.timeOrigin + performance.now();
  }
}

export interface Worker {
  readonly watch: DeadlineWatch;
  readonly heard: readonly Bilingual[];
  readonly stop: () => Promise<void>;
}

export interface Scene {
  readonly folder: string;
  readonly ledger: DeadlineLedger;
  /** Begins to watch over the ledger, as a service does. */
  readonly work: (place?: Place) => Promise<Worker>;
  readonly close: () => Promise<void>;
}

export interface Place {
  /** Absent: alarms are kept in the process. */
  readonly redis?: { readonly url: string; readonly prefix?: string };
  /** Instead of the ledger's own. */
  readonly fire?: Fire;
}

/** A ledger, and whoever works at it; in this folder, or in one that goes with it. */
export function openScene(given?: string): Scene {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'gridcase-deadlines-'));
  const clock = new TrueClock();
  const store = SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
  const ledger = new DeadlineLedger(store, clock);
  const workers: Worker[] = [];
  const telling: DeadlineWatch[] = [];
  ledger.tell((alarms) => telling.forEach((watch) => watch.arm(alarms)));
  const work = async (place: Place = {}) => {
    const worker = await workAt(ledger, place);
    workers.push(worker);
    telling.push(worker.watch);
    return worker;
  };
  const close = async () => {
    for (const worker of workers) await worker.stop();
    await ledger.close();
    if (!given) rmSync(folder, { recursive: true });
  };
  return { folder, ledger, work, close };
}

async function workAt(ledger: DeadlineLedger, { redis, fire = ledger.fire }: Place): Promise<Worker> {
  const { open } = ledger;
  const clock = new TrustedClock(new SystemClock());
  const heard: Bilingual[] = [];
  const tell = (news: Bilingual) => heard.push(news);
  const prefix = redis?.prefix ?? randomUUID();
  const module = await AlarmClockModule.over({
    open,
    clock,
    tell,
    ...(redis && { redis: { ...redis, prefix } }),
  });
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const alarmClock = context.get(AlarmClock);
  const watch = new DeadlineWatch({ open, fire, clock, alarmClock, tell, sweepEvery: SWEEP_EVERY });
  watch.start();
  const stop = async () => {
    await watch.stop();
    await context.close();
  };
  return { watch, heard, stop };
}

/** Resolves when nothing that has fallen due is open any more. */
export async function allFired({ open }: DeadlineLedger, lastDue: number): Promise<void> {
  for (;;) {
    const [left] = await open.page({ until: lastDue + 1, limit: 1 });
    if (!left) return;
    await sleep(20);
  }
}

/** Arms alarms that fall due within so many milliseconds from half a second on; answers when the last one does. */
export async function armOver({ ledger }: Scene, milliseconds: number, count = ALARMS): Promise<number> {
  const from = Math.floor(new TrueClock().now()) + 500;
  for (let one = 0; one < count; one += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - one) }, (_, more) => {
        const at = from + Math.floor(((one + more) * milliseconds) / count);
        return ledger.arm(`${from}-${one + more}`, at);
      }),
    );
  return from + milliseconds;
}
