import { Injectable } from '@nestjs/common';
import { EventStore, StreamNotFound, type StoredEvent, type StreamName } from '#event-store';
import type { Bilingual, Sealed } from '#kernel';
import { Vault } from '#privacy';
import { decodeCaseEvent } from '../../domain/case.codec.js';
import type { CaseEvent, ReportedCase } from '../../domain/case.events.js';
import { refuse } from '../../domain/rejections.js';
import { caseStream, identityStream } from '../../streams.js';
import { publicLineOf } from './public-lines.js';

/** One step of a case as an auditor reads it: what, who, for whom, when it happened and when it was recorded. */
export interface HistoryLine {
  readonly stored: StoredEvent;
  readonly event: CaseEvent;
  /** The event's data with its texts opened; the contact stays closed, an erased text is null. */
  readonly opened: Readonly<Record<string, unknown>>;
  /** What the reporter reads; undefined for an internal step. */
  readonly publicLine: Bilingual | undefined;
}

/** Read from the log itself: an auditor sees the truth, not a copy of it. */
@Injectable()
export class CaseHistoryQueries {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Without the steps of a later release, which this one cannot read. @throws Rejection `case-not-found` */
  async of(caseId: string): Promise<readonly HistoryLine[]> {
    const steps = (await this.read(caseStream(caseId))).flatMap((stored) => {
      const event = decodeCaseEvent(stored);
      return event ? [{ stored, event, data: withoutContact(stored.data as object) }] : [];
    });
    if (steps.length === 0) throw refuse('case-not-found');
    const boxes = [...new Set(steps.flatMap(({ data }) => boxesIn(data)))];
    const opened = await this.vault.openAll(boxes);
    const contents = new Map(boxes.map((box, index) => [box as object, opened[index]]));
    return steps.map(({ stored, event, data }) => ({
      stored,
      event,
      opened: openIn(data, contents) as Record<string, unknown>,
      publicLine: publicLineOf(event),
    }));
  }

  /** Every look at the reporter's identity, by this case or another of his. */
  async looksAt(caseId: string): Promise<readonly StoredEvent[]> {
    const [first] = await this.read(caseStream(caseId), 1);
    return first ? this.read(identityStream((first.data as ReportedCase).reporter)) : [];
  }

  private async read(stream: StreamName, limit?: number): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(stream, limit === undefined ? {} : { limit });
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }
}

function withoutContact(data: object): object {
  return 'contact' in data ? { ...data, contact: 'sealed' } : data;
}

function isBox(value: object): value is Sealed {
  return 'subject' in value && 'box' in value;
}

function boxesIn(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null) return [];
  return isBox(value) ? [value] : Object.values(value).flatMap(boxesIn);
}

function openIn(value: unknown, contents: ReadonlyMap<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isBox(value)) return plain(contents.get(value));
  if (Array.isArray(value)) return value.map((part) => openIn(part, contents));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, openIn(part, contents)]));
}

/** A text is shown as itself, anything else as the object it is, an erased one as null. */
function plain(content: unknown): unknown {
  if (content === undefined) return null;
  const text = (content as { text?: unknown }).text;
  return typeof text === 'string' && Object.keys(content as object).length === 1 ? text : content;
}
