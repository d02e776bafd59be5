import { randomUUID } from 'node:crypto';
import { encodeCaseEvent, type CaseEvent } from '#cases/messages';
import {
  eventIdOf,
  InMemoryEventStore,
  StreamNotFound,
  streamName,
  type EventStore,
  type LogPosition,
  type StoredEvent,
} from '#event-store';
import { FixedClock, type Actor } from '#kernel';
import { ProjectionRunner, ReadStore, ViewsFile, type ViewsMark } from '#read-store';
import { supervisionProjection } from '../projections/supervision.projection.js';
import { NOW } from './grid.js';
import { atTheEnd, temporaryFolder } from './rooms.js';

export const engine: Actor = { id: 'process', role: 'process' };
export const secretary: Actor = { id: 'li', role: 'branch-secretary', unit: 'mill' };
export const supervisor: Actor = { id: 'qin', role: 'supervisor', unit: 'east' };

/** A log to which things happen, without the decider that makes them. */
export class CaseLog {
  constructor(
    readonly clock = new FixedClock(NOW),
    readonly store: EventStore = new InMemoryEventStore(clock),
  ) {}

  /** Each event by itself, a second apart. */
  async happen(
    caseId: string,
    actor: Actor,
    ...events: readonly CaseEvent[]
  ): Promise<readonly StoredEvent[]> {
    const all: StoredEvent[] = [];
    for (const event of events) {
      this.clock.advance(1_000);
      all.push(await this.append(caseId, actor, event));
    }
    return all;
  }

  /** A new case, reported there. */
  async report(event: CaseEvent, caseId: string = randomUUID()): Promise<string> {
    await this.happen(caseId, { id: 'wang', role: 'grid-worker', unit: 'mill-1' }, event);
    return caseId;
  }

  private async append(caseId: string, actor: Actor, happened: CaseEvent): Promise<StoredEvent> {
    const stream = streamName('case', caseId);
    const before = await this.store.readStream(stream).catch((error: unknown) => {
      if (error instanceof StreamNotFound) return [];
      throw error;
    });
    const commandId = randomUUID();
    const occurredAt = new Date(this.clock.now()).toISOString();
    const ids = { commandId, correlationId: commandId, causationId: commandId, fingerprint: '' };
    const event = { id: eventIdOf(commandId, 0), occurredAt, actor, ...ids, ...encodeCaseEvent(happened) };
    const last = before.at(-1)?.revision;
    const { events } = await this.store.append(stream, last ?? 'no-stream', [event]);
    const [stored] = events;
    if (!stored) throw new Error('nothing was written');
    return stored;
  }
}

/** Read models in memory that hold these batches. */
export async function viewsOf(...batches: readonly (readonly StoredEvent[])[]): Promise<ViewsFile> {
  const views = await ViewsFile.inMemory([supervisionProjection()]);
  atTheEnd(() => views.close());
  for (const batch of batches) if (batch.length > 0) await views.fold(batch);
  return views;
}

/** The queries ask a `ReadStore` for its `db` and nothing else. */
export function asStore(views: ViewsFile): ReadStore {
  return views as unknown as ReadStore;
}

/** Read models in files that follow the log, as in the running service. */
export async function follow({ store, clock }: CaseLog) {
  const folder = temporaryFolder();
  const readers: ReadStore[] = [];
  const projections = [supervisionProjection()];
  const onAdvanced = (mark: ViewsMark) => readers.forEach((reader) => reader.advanced(mark));
  const runner = new ProjectionRunner({ folder, store, clock, projections, onAdvanced });
  atTheEnd(() => runner.stop());
  await runner.prepare();
  const views = ReadStore.open({ folder });
  atTheEnd(() => views.close());
  readers.push(views);
  runner.start();
  return {
    views,
    caughtUp: async (): Promise<LogPosition> => {
      const head = await store.head();
      await views.waitFor(head);
      return head;
    },
  };
}
