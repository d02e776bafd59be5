import { parentPort } from 'node:worker_threads';
import { SqliteEventStore, WalCarrier } from '#event-store';
import { SystemClock } from '#kernel';
import { SqliteKeyStore, Vault } from '#privacy';
import { ProjectionRunner, type RebuildProgress, type ViewsMark } from '#read-store';
import { projectionsOf } from './projections.js';
import type { Asked, Call, ThreadData, Word } from './projecting-thread.js';

/** How soon an event of the writing thread is noticed; milliseconds. Under load, what has gathered is one batch. */
const POLL_EVERY = 15;
/** Nobody waits for this thread's event loop, so that a batch may be long. */
const LONGEST_BATCH = 50;
/** A subscription that gives up says nothing by itself; milliseconds. */
const TELL_EVERY = 500;

type Deed = (onProgress: (progress: RebuildProgress) => void) => unknown;

interface Opened {
  readonly runner: ProjectionRunner;
  readonly calls: Readonly<Record<Call, Deed>>;
}

let opened: Opened | undefined;

parentPort?.on('message', (message: ThreadData | Asked) => {
  if ('call' in message) void answer(message);
  else opened = open(message);
});

setInterval(tellHealth, TELL_EVERY).unref();

function open({ folder, logFile, keysFile, masterKey }: ThreadData): Opened {
  const store = SqliteEventStore.open({ file: logFile, readOnly: true, pollEvery: POLL_EVERY });
  const carrier = new WalCarrier(logFile);
  const keys = new SqliteKeyStore({ file: keysFile, masterKey, readOnly: true });
  const runner = new ProjectionRunner({
    folder,
    store,
    clock: new SystemClock(),
    longestBatch: LONGEST_BATCH,
    projections: projectionsOf(new Vault(keys)),
    onAdvanced: tellHealth,
    onFailed: (error) => {
      say({ kind: 'failed', error: plain(error) });
      tellHealth();
    },
  });
  const stop = async () => {
    await runner.stop();
    carrier.stop();
    await store.close();
    await keys.close();
  };
  return { runner, calls: callsOn(runner, stop) };
}

function callsOn(runner: ProjectionRunner, stop: Deed): Opened['calls'] {
  return {
    prepare: (onProgress) => runner.prepare(onProgress),
    start: () => runner.start(),
    stop,
    rebuild: (onProgress) => runner.rebuild(onProgress),
    lag: () => runner.lag(),
    truncateWal: () => runner.truncateWal(),
  };
}

async function answer({ call, id }: Asked): Promise<void> {
  try {
    const value = await opened?.calls[call]((progress) => say({ kind: 'progress', call: id, progress }));
    tellHealth();
    say({ kind: 'done', call: id, value });
  } catch (error) {
    say({ kind: 'refused', call: id, error: plain(error) });
  }
}

function tellHealth(mark?: ViewsMark): void {
  if (!opened) return;
  const { error, ...health } = opened.runner.health();
  say({
    kind: 'health',
    health: { ...health, ...(error && { error: plain(error) }) },
    ...(mark && { mark }),
  });
}

function say(word: Word): void {
  parentPort?.postMessage(word);
}

/** An error crosses threads as its name and its words. */
function plain(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(message), { name });
}
