import type { CommandMeta, StoredEvent } from '#event-store';
import { commandIdFrom } from '#processes';

/** What travels with a command that an event has caused. */
export function causedBy(event: StoredEvent, name: string): CommandMeta {
  const commandId = commandIdFrom(event.id, name);
  return {
    commandId,
    fingerprint: commandId,
    by: { kind: 'system', role: 'process' },
    occurredAt: event.occurredAt,
    correlationId: event.correlationId,
    causationId: event.id,
  };
}
