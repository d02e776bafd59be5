import { expect } from '@jest/globals';
import { UnknownEvent } from '../command.js';
import type { EventCodec } from '../command.js';
import { draftOf, hashOf } from '../draft.js';
import type { LogPosition, StoredEvent, StreamName } from '../event-store.js';
import { verifyLog } from '../verify-log.js';
import type { FindingKind } from '../finding.js';
import { everything } from './fixture.contract.js';
import type { Behaviours, TestLog } from './fixture.contract.js';
import { command, newStream } from './samples.contract.js';

/** Behaviours 37 and 38. */
export function integrityContract(behaviours: Behaviours): void {
  behaviours.of(37, 'has a hash chain that verifies in every stream', async (log) => {
    const { store } = log;
    await sample(log);
    const events = await everything(store);
    for (const event of events) expect(event.hash).toBe(hashOf(draftOf(event.stream, event), event));
    const seen: number[] = [];
    const verification = await verifyLog(store, { onProgress: (count) => seen.push(count) });
    expect(verification).toEqual({
      events: 8,
      streams: 2,
      position: await store.head(),
      findings: [],
      found: 0,
    });
    expect(seen.at(-1)).toBe(8);
  });

  for (const [part, change] of CHANGES)
    behaviours.needing(
      ['rewrite'],
      37,
      `names an event whose ${part} was changed`,
      async (log, { rewrite }) => {
        await sample(log);
        const events = await everything(log.store);
        const victim = at(events, 3);
        const store = await rewrite(log, events.with(3, { ...victim, ...change }));
        const { findings } = await verifyLog(store);
        expect(findings[0]).toMatchObject({ position: victim.position });
        expect(findings.filter(({ position }) => position < victim.position)).toEqual([]);
      },
    );

  for (const [deed, edit, kind, revision] of TAMPERINGS)
    behaviours.needing(['rewrite'], 37, `names an event that was ${deed}`, async (log, { rewrite }) => {
      await sample(log);
      const events = await everything(log.store);
      const store = await rewrite(log, edit(events));
      const { findings } = await verifyLog(store);
      const { stream } = at(events, 0);
      expect(findings).toContainEqual(expect.objectContaining({ kind, stream, revision }));
    });

  behaviours.of(38, 'keeps what was stored; a codec reads it as of today or refuses it', async (log) => {
    const stream = newStream();
    const { events } = await log.store.append(
      stream,
      'no-stream',
      command(1, { type: 'NoteAdded', data: { text: 'a' } }),
    );
    await log.store.append(stream, 0n, command(1, { schemaVersion: 9 }));
    const [first, second] = await (await log.reopen()).readStream(stream);
    expect(first && codec.decode(first)).toEqual({ type: 'NoteAdded', data: { body: 'a', public: false } });
    expect(first).toEqual(events[0]);
    expect(first).toMatchObject({ schemaVersion: 1, data: { text: 'a' } });
    expect(() => second && codec.decode(second)).toThrow(UnknownEvent);
  });
}

interface NoteAdded {
  readonly type: 'NoteAdded';
  readonly data: { readonly body: string; readonly public: boolean };
}

/** Version 1 had `text`, version 2 `body`, version 3 says who may read it. */
const codec: EventCodec<NoteAdded> = {
  encode: ({ type, data }) => ({ type, schemaVersion: 3, data }),
  decode(stored) {
    const { schemaVersion, data } = stored;
    if (schemaVersion === 1)
      return this.decode({ ...stored, schemaVersion: 2, data: { body: (data as { text: string }).text } });
    if (schemaVersion === 2)
      return this.decode({ ...stored, schemaVersion: 3, data: { ...(data as object), public: false } });
    if (schemaVersion === 3) return { type: 'NoteAdded', data: data as NoteAdded['data'] };
    throw new UnknownEvent(stored);
  },
};

const ZEROS = '0'.repeat(64);

const CHANGES: readonly (readonly [part: string, change: Partial<StoredEvent>])[] = [
  ['id', { id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }],
  ['type', { type: 'CaseClosed' }],
  ['schema version', { schemaVersion: 2 }],
  ['stream', { stream: 'case-other' as StreamName }],
  ['revision', { revision: 17n }],
  ['time of recording', { recordedAt: '2026-01-05T00:00:00.001Z' }],
  ['time of happening', { occurredAt: '2026-01-05T00:00:00.001Z' }],
  ['actor', { actor: { id: 'person-9', role: 'supervisor' } }],
  ['command', { commandId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }],
  ['fingerprint', { fingerprint: 'other' }],
  ['correlation', { correlationId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }],
  ['causation', { causationId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }],
  ['policy', { policyVersion: 'policy-0' }],
  ['calendar', { calendarVersion: 'calendar-0' }],
  ['data', { data: { note: 'nothing happened' } }],
  ['previous hash', { prevHash: ZEROS }],
  ['hash', { hash: ZEROS }],
];

/** Edits of a log whose events 0 to 5 are one stream, 6 and 7 another; what must be named, in the first stream. */
const TAMPERINGS: readonly (readonly [
  deed: string,
  edit: (events: readonly StoredEvent[]) => readonly StoredEvent[],
  kind: FindingKind,
  revision: bigint,
])[] = [
  ['removed', (events) => events.toSpliced(2, 1), 'missing', 2n],
  ['removed from the start', (events) => events.slice(1), 'missing', 0n],
  ['moved behind another', (events) => exchanged(events, 2, 3), 'out-of-order', 2n],
  ['moved behind one of another stream', (events) => exchanged(events, 5, 6), 'back-in-time', 5n],
  ['given the content of another', withOneContent, 'changed', 2n],
  [
    'cut loose, the one before being forged with its hash',
    (events) => events.with(2, forged(events, 2)),
    'unlinked',
    3n,
  ],
  ['pushed back by an insertion', inserted, 'changed', 4n],
  ['added without its hash', (events) => [...events, { ...forged(events, 5), ...END }], 'changed', 6n],
];

const END = {
  revision: 6n,
  position: '00000000000000000009' as LogPosition,
  id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
};

/** Six events of one stream, two of another, each recorded a second later. */
async function sample({ store, clock }: TestLog): Promise<void> {
  for (const [stream, count] of [
    [newStream(), 6],
    [newStream(), 2],
  ] as const)
    for (let index = 0; index < count; index++) {
      await store.append(stream, index === 0 ? 'no-stream' : BigInt(index - 1), command(1));
      clock.advance(1000);
    }
}

function exchanged(events: readonly StoredEvent[], one: number, other: number): StoredEvent[] {
  const [a, b] = [at(events, one), at(events, other)];
  return events.with(one, { ...b, position: a.position }).with(other, { ...a, position: b.position });
}

function withOneContent(events: readonly StoredEvent[]): StoredEvent[] {
  return events.with(2, { ...at(events, 2), data: at(events, 3).data });
}

/** Other words at the same place, with the hash that belongs to them. */
function forged(events: readonly StoredEvent[], index: number): StoredEvent {
  const event = { ...at(events, index), data: { note: 'forged' } };
  return { ...event, hash: hashOf(draftOf(event.stream, event), event) };
}

function inserted(events: readonly StoredEvent[]): StoredEvent[] {
  const pushed = events.slice(3).map((event, index) => ({
    ...event,
    position: String(index + 5).padStart(20, '0') as LogPosition,
    revision: event.stream === at(events, 3).stream ? event.revision + 1n : event.revision,
  }));
  return [...events.slice(0, 3), { ...forged(events, 3), id: END.id }, ...pushed];
}

function at(events: readonly StoredEvent[], index: number): StoredEvent {
  const event = events[index];
  if (!event) throw new Error(`there is no event ${index}`);
  return event;
}
