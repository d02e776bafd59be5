import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Lag, RebuildProgress, RunnerHealth, ViewsMark } from '#read-store';
import type { Projecting } from './projections.js';

/** What the thread needs to open its own rooms, all of them for reading but the read models; its first message. */
export interface ThreadData {
  readonly folder: string;
  readonly logFile: string;
  readonly keysFile: string;
  readonly masterKey: KeyObject;
}

/** Every message after the first. */
export interface Asked {
  readonly call: Call;
  readonly id: number;
}

export type Call = 'prepare' | 'start' | 'stop' | 'rebuild' | 'lag' | 'truncateWal';

/** What the thread says: how it is, and what came of a call. */
export type Word =
  | { readonly kind: 'health'; readonly health: RunnerHealth; readonly mark?: ViewsMark }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'progress'; readonly call: number; readonly progress: RebuildProgress }
  | { readonly kind: 'done'; readonly call: number; readonly value?: unknown }
  | { readonly kind: 'refused'; readonly call: number; readonly error: Error };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

const PROGRAM = new URL('./projecting-thread-program.js', import.meta.url);
/** MiB for what a batch leaves behind: with V8's own default a thread takes 120 MiB more for a rebuild, and is no faster. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

/** The projections in a thread of their own: folding takes nothing from those who wait for an answer. */
export class ProjectingThread implements Projecting {
  private static ahead: Worker | undefined;

  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private ended?: Error;
  private latest: RunnerHealth = {
    state: 'not-started',
    position: '' as ViewsMark['position'],
    generation: 0,
  };

  constructor(
    data: ThreadData,
    private readonly onAdvanced: (mark: ViewsMark) => void,
    private readonly onFailed: (error: Error) => void,
  ) {
    this.worker = ProjectingThread.ahead ?? load();
    ProjectingThread.ahead = undefined;
    this.worker.on('message', (word: Word) => this.hear(word));
    this.worker.on('error', (error: Error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('the projecting thread has ended')));
    this.worker.ref();
    this.worker.postMessage(data);
  }

  /** Sources that were never built have no program to run in a thread. */
  static isAvailable(): boolean {
    return existsSync(PROGRAM);
  }

  /** Lets the program of the next thread load while this one is still loading its own; it holds up no exit. */
  static loadAhead(): void {
    if (!ProjectingThread.isAvailable()) return;
    ProjectingThread.ahead ??= load();
    ProjectingThread.ahead.unref();
  }

  prepare(onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    return this.call('prepare', onProgress);
  }

  start(): void {
    void this.call('start').catch(this.onFailed);
  }

  async stop(): Promise<void> {
    if (!this.ended) await this.call('stop');
    await this.worker.terminate();
  }

  rebuild(onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    return this.call('rebuild', onProgress);
  }

  lag(): Promise<Lag> {
    return this.call('lag');
  }

  truncateWal(): Promise<void> {
    return this.call('truncateWal');
  }

  /** As the thread last told it: after every batch, and at every change. */
  health(): RunnerHealth {
    return this.latest;
  }

  private call<Value>(call: Call, onProgress?: (progress: RebuildProgress) => void): Promise<Value> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.calls++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.waiting.set(id, { resolve, reject, onProgress });
    this.worker.postMessage({ call, id } satisfies Asked);
    return promise as Promise<Value>;
  }

  private hear(word: Word): void {
    if (word.kind === 'failed') this.onFailed(word.error);
    else if (word.kind === 'health') {
      this.latest = word.health;
      if (word.mark) this.onAdvanced(word.mark);
    } else if (word.kind === 'progress') this.waiting.get(word.call)?.onProgress?.(word.progress);
    else this.settle(word);
  }

  private settle(word: Extract<Word, { kind: 'done' | 'refused' }>): void {
    const waiting = this.waiting.get(word.call);
    this.waiting.delete(word.call);
    if (word.kind === 'done') waiting?.resolve(word.value);
    else waiting?.reject(word.error);
  }

  /** A thread that is gone projects nothing more: the health page says so. */
  private end(error: Error): void {
    this.ended ??= error;
    this.latest = { ...this.latest, state: 'stopped', error: this.ended };
    for (const waiting of this.waiting.values()) waiting.reject(error);
    this.waiting.clear();
  }
}

function load(): Worker {
  return new Worker(PROGRAM, { resourceLimits: LIMITS });
}
