import { randomUUID } from 'node:crypto';
import { eventIdOf, streamName, type EventStore, type NewEvent, type StoredEvent } from '#event-store';
import type { BenchDesk } from './case-desk.js';
import { lives, STEPS } from './lives.js';

/** Cases that are written at once: enough for full groups. */
const ABREAST = 256;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/;

/** The events of one case from its report on, so many commands, as the command path writes them. */
export async function recordLife(desk: BenchDesk, steps = STEPS): Promise<readonly StoredEvent[]> {
  const next = lives();
  const first = next();
  await desk.bus.execute(first);
  for (let step = 1; step < steps; step += 1) await desk.bus.execute(next());
  return desk.store.readStream(streamName('case', first.caseId));
}

/** Grows a desk's log to about so many events: one recorded life, written again and again under new ids. */
export async function growLog(desk: BenchDesk, events: number): Promise<void> {
  const life = await recordLife(desk);
  await writeCopies(desk.store, life, Math.ceil(events / life.length));
}

/** So many cases more, each with these events under new ids, and with their moments so many milliseconds apart. */
export async function writeCopies(
  store: EventStore,
  life: readonly StoredEvent[],
  cases: number,
  apart = 0,
): Promise<void> {
  let written = 0;
  const writer = async () => {
    while (written < cases) {
      written += 1;
      await writeAgain(
        store,
        life.map((event) => ({ ...event, data: later(event.data, written * apart) })),
      );
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, writer));
}

/** With every moment in them moved on. */
function later(data: unknown, milliseconds: number): unknown {
  if (milliseconds === 0) return data;
  const move = (moment: string) => new Date(Date.parse(moment) + milliseconds).toISOString();
  return JSON.parse(JSON.stringify(data), (_, part: unknown) =>
    typeof part === 'string' && MOMENT.test(part) ? move(part) : part,
  );
}

async function writeAgain(store: EventStore, life: readonly StoredEvent[]): Promise<void> {
  const commandId = randomUUID();
  const copies = life.map((event, index): NewEvent => {
    const { type, schemaVersion, occurredAt, actor, fingerprint, data } = event;
    const ids = {
      id: eventIdOf(commandId, index),
      commandId,
      correlationId: commandId,
      causationId: commandId,
    };
    return { ...ids, type, schemaVersion, occurredAt, actor, fingerprint, data };
  });
  await store.append(streamName('case', randomUUID()), 'no-stream', copies);
}
