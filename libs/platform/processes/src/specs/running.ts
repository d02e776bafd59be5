import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach } from '@jest/globals';
import {
  InMemoryEventStore,
  SqliteEventStore,
  streamName,
  type EventStore,
  type LogPosition,
  type StoredEvent,
} from '#event-store';
import { FixedClock } from '#kernel';
import { InMemoryCheckpoints, type Checkpoints } from '../checkpoints.js';
import { commandIdFrom, ProcessRunner } from '../process-runner.js';
import type { Process, Step } from '../process.js';
import { SqliteCheckpoints } from '../sqlite.checkpoints.js';

const clock = new FixedClock(Date.parse('2026-03-02T01:00:00Z'));
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A command with the id that its event gave it. */
export class Greet {
  constructor(
    readonly name: string,
    readonly commandId: string,
  ) {}
}

/** Greets whoever has arrived. */
export function greeting(refused?: Step['refused']): Process {
  return {
    name: 'greeting',
    filter: { streamPrefixes: ['guest-'], types: ['Arrived'] },
    react: ({ id, data }: StoredEvent) => {
      const { name } = data as { name: string };
      return [{ command: new Greet(name, commandIdFrom(id, 'greet')), ...(refused && { refused }) }];
    },
  };
}

/** Whoever carries out the commands: each once by its id, as the log does, with faults on demand. */
export class Host {
  /** Every command that came in, also again. */
  readonly heard: Greet[] = [];
  /** Names by command id. */
  readonly greeted = new Map<string, string>();
  fault: ((command: Greet) => Error | undefined) | undefined;

  readonly dispatch = async (command: object): Promise<void> => {
    const greet = command as Greet;
    this.heard.push(greet);
    await nextTurn();
    const error = this.fault?.(greet);
    if (error) throw error;
    this.greeted.set(greet.commandId, greet.name);
  };

  names(): readonly string[] {
    return [...this.greeted.values()];
  }
}

export interface Rooms {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
}

/** Log and checkpoints in memory, and in files. */
export const rooms: Readonly<Record<string, () => Rooms>> = {
  'in memory': () => ({ store: emptyLog(), checkpoints: new InMemoryCheckpoints() }),
  'in files': () => {
    const folder = temporaryFolder();
    const store = SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
    const checkpoints = new SqliteCheckpoints(join(folder, 'processes.db'));
    endings.push(
      () => store.close(),
      () => checkpoints.close(),
    );
    return { store, checkpoints };
  },
};

export function emptyLog(): EventStore {
  return new InMemoryEventStore(clock);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'processes-'));
  endings.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A runner that is stopped when the spec ends; it loses patience quickly. */
export function run(
  { store, checkpoints }: Rooms,
  { dispatch }: Pick<Host, 'dispatch'>,
  process: Process = greeting(),
): { readonly runner: ProcessRunner; readonly stuck: Error[] } {
  const stuck: Error[] = [];
  const onStuck = (_: string, error: Error) => stuck.push(error);
  const runner = new ProcessRunner(store, checkpoints, [process], dispatch, { retryAfter: [1, 1], onStuck });
  endings.push(() => runner.stop());
  runner.start();
  return { runner, stuck };
}

/** Appends one event; answers its position. */
export async function arrive(store: EventStore, name: string, type = 'Arrived'): Promise<LogPosition> {
  const commandId = randomUUID();
  const event = {
    id: randomUUID(),
    type,
    schemaVersion: 1,
    occurredAt: '2026-03-02T01:00:00.000Z',
    actor: { id: 'import', role: 'import' as const },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
    data: { name },
  };
  return (await store.append(streamName('guest', commandId), 'no-stream', [event])).position;
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}
