import { Injectable } from '@nestjs/common';
import { LOG_START, type StoredEvent } from '#event-store';
import type { Bilingual } from '#kernel';
import { receiptHashOf } from '#privacy';
import { answerable } from '../../domain/case.state.js';
import type { IdentityEvent } from '../../domain/identity.events.js';
import { refuse } from '../../domain/rejections.js';
import type { CaseCard } from '../case-card/case-card-fold.js';
import { CaseCardQueries } from '../case-card/case-card.queries.js';
import { CaseHistoryQueries, type HistoryLine } from '../case-history/case-history.queries.js';
import { ServiceTypes } from '../service-types.js';
import { isShared } from '../case-history/public-lines.js';

/** A look at the reporter's identity, as the reporter may know it: which role of which unit, when and what for. */
export interface IdentityLook {
  readonly at: string;
  readonly unit: string;
  readonly role: string;
  readonly purpose: string;
}

export interface PublicStep {
  readonly at: string;
  readonly type: string;
  readonly line: Bilingual;
  readonly text?: string;
}

/** The case as its reporter sees it by receipt code, without an account. */
export interface ResidentCase {
  readonly caseId: string;
  readonly number: string;
  readonly serviceType: Bilingual;
  readonly stage: string;
  readonly outcome?: string;
  /** The unit that answers now. */
  readonly answers?: string;
  /** Number of the case it is handled together with. */
  readonly mergedInto?: string;
  readonly reportedAt: string;
  readonly steps: readonly PublicStep[];
  readonly looks: readonly IdentityLook[];
  readonly mayReopenUntil?: string;
  /** When it is to be handled by; absent while it waits or when it has ended. */
  readonly due?: string;
}

@Injectable()
export class ResidentViewQueries {
  constructor(
    private readonly cards: CaseCardQueries,
    private readonly history: CaseHistoryQueries,
    private readonly serviceTypes: ServiceTypes,
  ) {}

  /** @throws Rejection `case-not-found` for any code that is not one */
  async byReceipt(code: string): Promise<ResidentCase> {
    const card = await this.cards.find('receipt_hash', receiptHashOf(code));
    if (!card) throw refuse('case-not-found');
    const chain = await this.chainFrom(card);
    const current = chain.at(-1) ?? card;
    const answers = answerable(current.state);
    const looks = await this.history.looksAt(card.caseId);
    return {
      caseId: card.caseId,
      number: card.number,
      serviceType: (await this.serviceTypes.names())(card.state.serviceType),
      stage: current.state.lifecycle.stage,
      ...(current.state.lifecycle.stage === 'closed' && {
        outcome: current.state.lifecycle.outcome,
        mayReopenUntil: current.state.lifecycle.reopenUntil,
      }),
      ...(answers !== undefined && { answers }),
      ...dueOf(current),
      ...(current !== card && { mergedInto: current.number }),
      reportedAt: card.reportedAt,
      steps: (await this.linesOf(chain)).flatMap(publicStep),
      looks: looks.map(lookOf),
    };
  }

  /** The case that stands for it: the one it is handled together with, or itself. */
  async handledAs(caseId: string): Promise<string> {
    const card = await this.cards.find('case_id', caseId);
    return (card && (await this.chainFrom(card)).at(-1)?.caseId) ?? caseId;
  }

  /** The case and those it went into, one after the other. */
  private async chainFrom(card: CaseCard): Promise<readonly CaseCard[]> {
    const chain = [card];
    for (let { lifecycle } = card.state; lifecycle.stage === 'merged';) {
      const next = await this.cards.find('case_id', lifecycle.into);
      // Two that were merged into each other at the same moment are so until the process has parted them.
      if (!next || chain.some(({ caseId }) => caseId === next.caseId)) break;
      chain.push(next);
      ({ lifecycle } = next.state);
    }
    return chain;
  }

  /** A merged case gets its answer from the one it went into: what happens there from then on is its reporter's too. */
  private async linesOf(chain: readonly CaseCard[]): Promise<readonly HistoryLine[]> {
    const lines: HistoryLine[] = [];
    let since = LOG_START;
    for (const card of chain) {
      const all = await this.history.of(card.caseId);
      const news = all.filter(({ stored }) => stored.position > since);
      lines.push(...(card === chain[0] ? news : news.filter(({ event }) => isShared(event))));
      const merged = all.findLast(({ event }) => event.type === 'CaseMerged')?.stored.position ?? since;
      if (merged > since) since = merged;
    }
    return lines;
  }
}

function lookOf({ recordedAt, data }: StoredEvent): IdentityLook {
  const { unit, role, purpose } = data as IdentityEvent['data'];
  return { at: recordedAt, unit, role, purpose };
}

function publicStep({ stored, event, opened, publicLine }: HistoryLine): PublicStep[] {
  if (!publicLine) return [];
  const text = publicTextOf(event.type, opened);
  return [{ at: stored.recordedAt, type: event.type, line: publicLine, ...(text !== undefined && { text }) }];
}

/** Which text of a public step is meant for the reporter. */
function publicTextOf(type: string, opened: Readonly<Record<string, unknown>>): string | undefined {
  const fields: Readonly<Record<string, string>> = {
    PublicReplyPublished: 'reply',
    CaseRejected: 'advice',
    NoteAdded: 'text',
    CaseShelved: 'publicReason',
    ResidentAsked: 'question',
    ResidentAnswered: 'answer',
  };
  const text = opened[fields[type] ?? ''];
  return typeof text === 'string' ? text : undefined;
}

function dueOf({ state }: CaseCard): { readonly due?: string } {
  const { handle } = state.clock.running;
  return handle === undefined ? {} : { due: handle.due };
}
