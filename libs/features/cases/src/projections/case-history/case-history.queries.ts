import { Injectable } from '@nestjs/common';
import { EventStore, StreamNotFound, type StoredEvent } from '#event-store';
import type { Bilingual, Sealed } from '#kernel';
import { Vault } from '#privacy';
import { caseCodec, caseStream } from '../../commands/case.streams.js';
import { identityStream } from '../../commands/privacy.streams.js';
import type { CaseEvent } from '../../domain/case.events.js';
import { refuse } from '../../domain/rejections.js';
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

  /** @throws Rejection */
  async of(caseId: string): Promise<readonly HistoryLine[]> {
    const stored = await this.read(caseId);
    if (stored.length === 0) throw refuse('case-not-found');
    const events = stored.map((one) => caseCodec.decode(one));
    const boxes = [...new Set(events.flatMap((event) => boxesIn(withoutContact(event.data))))];
    const opened = await this.vault.openAll(boxes);
    const contents = new Map(boxes.map((box, index) => [box as object, opened[index]]));
    return stored.map((one, index) => {
      const event = events[index] as CaseEvent;
      return {
        stored: one,
        event,
        opened: openIn(withoutContact(event.data), contents) as Record<string, unknown>,
        publicLine: publicLineOf(event),
      };
    });
  }

  /** Every look at the reporter's identity. */
  async looksAt(caseId: string): Promise<readonly StoredEvent[]> {
    return this.readStream(identityStream(caseId));
  }

  private read(caseId: string): Promise<readonly StoredEvent[]> {
    return this.readStream(caseStream(caseId));
  }

  private async readStream(stream: Parameters<EventStore['readStream']>[0]): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(stream);
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
