import { randomUUID } from 'node:crypto';
import { FixedClock } from '#kernel';
import {
  InMemoryEventStore,
  StreamNotFound,
  type EventStore,
  type LogPosition,
  type StreamName,
} from '#event-store';

export const clock = new FixedClock(Date.parse('2026-03-01T08:00:00Z'));

export function emptyLog(): EventStore {
  return new InMemoryEventStore(clock);
}

/** Appends one event; answers its position. */
export async function append(
  log: EventStore,
  stream: string,
  amount: number,
  type = 'Counted',
): Promise<LogPosition> {
  const name = `tally-${stream}` as StreamName;
  const revision = await lastRevision(log, name);
  const commandId = randomUUID();
  const event = {
    id: randomUUID(),
    type,
    schemaVersion: 1,
    occurredAt: '2026-03-01T08:00:00.000Z',
    actor: { id: 'import', role: 'import' as const },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
    data: { amount },
  };
  return (await log.append(name, revision ?? 'no-stream', [event])).position;
}

async function lastRevision(log: EventStore, stream: StreamName): Promise<bigint | undefined> {
  try {
    const [last] = await log.readStream(stream, { direction: 'backwards', limit: 1 });
    return last?.revision;
  } catch (error) {
    if (error instanceof StreamNotFound) return undefined;
    throw error;
  }
}
