import { setImmediate } from 'node:timers/promises';
import { draftOf, hashOf, NO_HASH } from './draft.js';
import { Damaged, InvalidEvents } from './event-store.errors.js';
import { LOG_START } from './event-store.js';
import type { EventStore, LogPosition, Revision, StoredEvent, StreamName } from './event-store.js';
import { finding } from './finding.js';
import type { Finding, FindingKind } from './finding.js';

/** A store whose own books say more than its events show: what its ends were, and where each event was written. */
export interface Audited {
  audit(): AsyncIterable<Finding>;
}

/** What a walk over the whole log has found. */
export interface Verification {
  readonly events: number;
  readonly streams: number;
  /** As far as the walk came. */
  readonly position: LogPosition;
  /** The first findings, at most one for each position; `found` counts them all. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

export interface VerifyOptions {
  /** Called after each page with the events seen so far. */
  readonly onProgress?: (events: number, position: LogPosition) => void;
  /** Most findings kept; default 1,000. */
  readonly keep?: number;
}

/** Walks the whole log and names every event that was changed, moved, removed or inserted since it was written. */
export async function verifyLog(
  store: EventStore & Partial<Audited>,
  options: VerifyOptions = {},
): Promise<Verification> {
  const walk = new Walk(options.keep ?? 1000);
  const end = await store.head(); // what is written from now on is not waited for
  for (let from = LOG_START; from < end; await setImmediate()) {
    from = await walk.on(store, from);
    options.onProgress?.(walk.events, from);
  }
  for await (const found of store.audit?.() ?? []) walk.report(found);
  return walk.verification();
}

class Walk {
  events = 0;
  private found = 0;
  private readonly findings: Finding[] = [];
  private readonly faulty = new Set<LogPosition>();
  /** A hash is unknown after an event that could not be read. */
  private readonly ends = new Map<StreamName, { readonly revision: Revision; readonly hash?: string }>();
  private position = LOG_START;
  private recordedAt = '';

  constructor(private readonly keep: number) {}

  async on(store: EventStore, from: LogPosition): Promise<LogPosition> {
    try {
      const page = await store.readAll({ from });
      for (const event of page.events) this.inspect(event);
      return page.position;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.skip(error);
      return error.position;
    }
  }

  /** Keeps one finding for each place. */
  report(found: Finding): void {
    if (this.faulty.has(found.position)) return;
    this.faulty.add(found.position);
    this.found++;
    if (this.findings.length < this.keep) this.findings.push(found);
  }

  verification(): Verification {
    const { events, ends, position, findings, found } = this;
    return { events, streams: ends.size, position, findings, found };
  }

  private inspect(event: StoredEvent): void {
    const { stream, revision, position, recordedAt, hash } = event;
    const end = this.ends.get(stream) ?? { revision: -1n, hash: NO_HASH };
    const kind = flawOf(event, end, this.recordedAt);
    if (kind)
      this.report(
        finding(kind, { stream, revision: kind === 'missing' ? end.revision + 1n : revision, position }),
      );
    if (revision > end.revision) this.ends.set(stream, { revision, hash });
    if (recordedAt > this.recordedAt) this.recordedAt = recordedAt;
    this.position = position;
    this.events++;
  }

  private skip({ stream, revision, position }: Damaged): void {
    this.report(finding('unreadable', { ...(stream && { stream }), revision, position }));
    if (stream) this.ends.set(stream, { revision });
    this.position = position;
    this.events++;
  }
}

function flawOf(
  event: StoredEvent,
  end: { readonly revision: Revision; readonly hash?: string },
  recordedAt: string,
): FindingKind | undefined {
  if (!isItself(event)) return 'changed';
  if (event.revision > end.revision + 1n) return 'missing';
  if (event.revision <= end.revision) return 'out-of-order';
  if (end.hash !== undefined && event.prevHash !== end.hash) return 'unlinked';
  return event.recordedAt < recordedAt ? 'back-in-time' : undefined;
}

function isItself(event: StoredEvent): boolean {
  try {
    return hashOf(draftOf(event.stream, event), event) === event.hash;
  } catch (error) {
    if (error instanceof InvalidEvents) return false;
    throw error;
  }
}
