import { writeSync } from 'node:fs';
import { SystemClock } from '#kernel';
import { eventIdOf, streamName, uuidV5 } from '../event-id.js';
import type { NewEvent, Revision } from '../event-store.js';
import { SqliteEventStore } from '../sqlite.event-store.js';

/** A process that writes until it is killed, and prints the id of every command the log has acknowledged. */
const [file = '', run = ''] = process.argv.slice(2);
const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const CLIENTS = 16;
const EVENTS_OF_A_STREAM = 20;
const STDOUT = 1;

const store = SqliteEventStore.open({ file, clock: new SystemClock() });
await Promise.all(Array.from({ length: CLIENTS }, (_, client) => writeForEver(`${run}/${client}`)));

async function writeForEver(client: string): Promise<void> {
  let stream = streamName('case', uuidV5(client, NAMESPACE));
  let revision: Revision = -1n;
  for (let count = 0; ; count++) {
    if (revision >= EVENTS_OF_A_STREAM)
      [stream, revision] = [streamName('case', uuidV5(`${client}/${count}`, NAMESPACE)), -1n];
    const commandId = uuidV5(`${client}:${count}`, NAMESPACE);
    const expected = revision < 0n ? 'no-stream' : revision;
    ({ revision } = await store.append(stream, expected, eventsOf(commandId, 1 + (count % 5))));
    writeSync(STDOUT, `${commandId}\n`);
  }
}

function eventsOf(commandId: string, of: number): NewEvent[] {
  return Array.from({ length: of }, (_, index) => ({
    id: eventIdOf(commandId, index),
    type: 'NoteAdded',
    schemaVersion: 1,
    occurredAt: '2026-01-05T08:30:00.000+08:00',
    actor: { id: 'process', role: 'process' },
    commandId,
    fingerprint: 'print',
    correlationId: commandId,
    causationId: commandId,
    data: { of, text: 'x'.repeat(300) },
  }));
}
