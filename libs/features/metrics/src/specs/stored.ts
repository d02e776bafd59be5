import type { LogPosition, StoredEvent, StreamName } from '#event-store';
import type { CaseEvent } from '#cases/messages';
import type { Actor, Message } from '#kernel';

interface Circumstances {
  readonly caseId: string;
  /** Place in the log, from 1. */
  readonly place: number;
  /** Milliseconds since 1970. */
  readonly recorded: number;
  readonly happened?: number;
  readonly role?: Actor['role'];
}

type Happening = Message & Pick<CaseEvent, 'deadlines'>;

/** An event as the log gives it, with what it carries for the clocks. */
export function storedAs({ type, data, deadlines }: Happening, how: Circumstances): StoredEvent {
  const { caseId, place, recorded, happened = recorded, role = 'committee-officer' } = how;
  const id = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  return {
    id,
    type,
    schemaVersion: 1,
    occurredAt: new Date(happened).toISOString(),
    recordedAt: new Date(recorded).toISOString(),
    actor: { id: role, role },
    commandId: id,
    fingerprint: '',
    correlationId: id,
    causationId: id,
    data: deadlines === undefined ? data : { ...(data as object), deadlines },
    stream: `case-${caseId}` as StreamName,
    revision: BigInt(place),
    position: String(place).padStart(20, '0') as LogPosition,
    prevHash: '0'.repeat(64),
    hash: '0'.repeat(64),
  };
}
