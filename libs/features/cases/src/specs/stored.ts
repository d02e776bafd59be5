import { randomUUID } from 'node:crypto';
import type { LogPosition, StoredEvent, StreamName } from '#event-store';
import type { Message } from '#kernel';
import type { CaseEvent } from '../domain/case.events.js';

/** An event as the log gives it, with what it carries for the clocks. */
export function storedAs(
  stream: StreamName,
  { type, data, deadlines }: Message & Pick<CaseEvent, 'deadlines'>,
  more: Partial<StoredEvent> = {},
): StoredEvent {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type,
    schemaVersion: 1,
    occurredAt: '2026-03-02T01:00:00.000Z',
    recordedAt: '2026-03-02T01:00:01.000Z',
    actor: { id: 'import', role: 'import' },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
    data: deadlines === undefined ? data : { ...(data as object), deadlines },
    stream,
    revision: 0n,
    position: '00000000000000000001' as LogPosition,
    prevHash: '0'.repeat(64),
    hash: '0'.repeat(64),
    ...more,
  };
}
