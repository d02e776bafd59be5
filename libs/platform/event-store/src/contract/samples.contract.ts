import { setImmediate } from 'node:timers/promises';
import { eventIdOf, streamName, uuidV5 } from '../event-id.js';
import type { EventStore, LogPage, NewEvent, StoredEvent, StreamName } from '../event-store.js';

const SAMPLES = '3e9bbd26-6f4c-5a34-9e86-0d7d5b6f6a01';
let made = 0;

/** An id that no other call has answered. */
export function newId(): string {
  return uuidV5(`sample ${made++}`, SAMPLES);
}

/** A stream that no other call has answered. */
export function newStream(category = 'case'): StreamName {
  return streamName(category, newId());
}

/** The events of one command, with the given parts. */
export function command(count: number, parts: Partial<NewEvent> = {}): NewEvent[] {
  const commandId = newId();
  return Array.from({ length: count }, (_, index) => ({
    id: eventIdOf(commandId, index),
    type: 'NoteAdded',
    schemaVersion: 1,
    occurredAt: '2026-01-05T08:30:00.000+08:00',
    actor: { id: 'person-1', role: 'grid-worker', unit: 'group-1' },
    commandId,
    fingerprint: 'print',
    correlationId: commandId,
    causationId: commandId,
    data: { note: `${index} of ${count}`, command: commandId },
    ...parts,
  }));
}

/** Lets other work run for some turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

/** Waits until something holds; the test runner's own limit ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate();
}

/** A handler that remembers what it was given. */
export class Listener {
  readonly events: StoredEvent[] = [];
  readonly pages: LogPage[] = [];

  readonly handler = (page: LogPage): void => {
    this.pages.push(page);
    this.events.push(...page.events);
  };

  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }
}

/** Appends to one stream again and again, with so many turns between as the script says. */
export async function write(store: EventStore, stream: StreamName, script: readonly number[]): Promise<void> {
  for (const [index, pause] of script.entries()) {
    await turns(pause);
    await store.append(stream, index === 0 ? 'no-stream' : BigInt(index - 1), command(1));
  }
}
