import fc from 'fast-check';
import type { LogPosition, StoredEvent } from '#event-store';
import type { Vault } from '#privacy';
import type { CaseEvent, ReportedCase } from '../domain/case.events.js';
import { walks } from '../domain/walks/testing.js';
import type { World } from '../domain/world/testing.js';
import { caseStream, privacyStream } from '../streams.js';
import { storedAs } from './stored.js';

/** A walk of many people with some cases, and who of the reporters is erased after which step. */
export interface History {
  readonly world: World;
  readonly erasures: readonly number[];
}

export const histories: fc.Arbitrary<History> = fc.record({
  world: walks,
  erasures: fc.array(fc.nat(100), { maxLength: 3 }),
});

const WORDS = [
  '路灯',
  '不亮',
  '垃圾',
  '下水道',
  '噪声',
  'lantern',
  'river',
  'noise',
  'Straße',
  '三号楼',
  'x1',
];

/** What the log holds after a history: all words in real boxes, devices that report late, years that change. */
export async function logOf({ world, erasures }: History, vault: Vault): Promise<readonly StoredEvent[]> {
  const log: StoredEvent[] = [];
  const revisions = new Map<string, bigint>();
  const add = (event: Parameters<typeof storedAs>[1], stream: StoredEvent['stream'], now: number) => {
    const revision = (revisions.get(stream) ?? -1n) + 1n;
    revisions.set(stream, revision);
    const late = (log.length * 7919) % 11;
    const times = {
      recordedAt: new Date(now).toISOString(),
      occurredAt: new Date(now - late * 3_600_000).toISOString(),
    };
    log.push(storedAs(stream, event, { ...times, revision, position: placeOf(log.length + 1) }));
  };
  const steps = world.attempts.filter(({ events }) => events.length > 0);
  for (const [index, { caseId, events, now }] of steps.entries()) {
    for (const event of events) add(await sealed(event, log.length, vault), caseStream(caseId), now);
    const reporter = reporterToErase(log, erasures.indexOf(index));
    if (reporter !== undefined)
      add({ type: 'SubjectKeyDestroyed', data: { subject: reporter } }, privacyStream(reporter), now);
  }
  return log;
}

/** The reporters whose keys a log says are gone. */
export function erasedIn(log: readonly StoredEvent[]): readonly string[] {
  return log
    .filter(({ type }) => type === 'SubjectKeyDestroyed')
    .map(({ data }) => (data as { subject: string }).subject);
}

/** The reporter of one of the cases, if he is not erased yet; nobody when this step erases none. */
function reporterToErase(log: readonly StoredEvent[], erasure: number): string | undefined {
  if (erasure < 0) return undefined;
  const reports = log.filter(({ type }) => type === 'CaseReported');
  const reporters = reports.map(({ data }) => (data as ReportedCase).reporter);
  const chosen = reporters[erasure % reporters.length];
  return chosen !== undefined && erasedIn(log).includes(chosen) ? undefined : chosen;
}

async function sealed(event: CaseEvent, index: number, vault: Vault): Promise<CaseEvent> {
  if (event.type === 'CaseReported') {
    const summary = summaryOf(index);
    const narrative = await vault.seal(event.data.reporter, { summary });
    const more = index % 4 === 0 ? { externalRef: `1010${index}` } : {};
    return { ...event, data: { ...event.data, narrative, ...more } };
  }
  return event;
}

export function summaryOf(index: number): string {
  const word = (n: number) => WORDS[(index * 31 + n * 17) % WORDS.length] ?? '';
  return `${word(1)}${word(2)} ${word(3)}, ${word(4)} #${index}`;
}

function placeOf(n: number): LogPosition {
  return String(n).padStart(20, '0') as LogPosition;
}

/** A log cut into batches at these places. */
export function cut(log: readonly StoredEvent[], places: readonly number[]): readonly StoredEvent[][] {
  const ends = [...new Set(places.map((place) => place % (log.length + 1)))].sort((a, b) => a - b);
  return [...ends, log.length].map((end, index) => log.slice(ends[index - 1] ?? 0, end));
}
