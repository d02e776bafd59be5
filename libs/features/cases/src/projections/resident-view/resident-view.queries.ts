import { Injectable } from '@nestjs/common';
import type { Bilingual } from '#kernel';
import { receiptHashOf } from '#privacy';
import { refuse } from '../../domain/rejections.js';
import { SERVICE_TYPES } from '../../domain/service-types.js';
import type { CaseCard } from '../case-card/case-card.fold.js';
import { CaseCardQueries } from '../case-card/case-card.queries.js';
import { CaseHistoryQueries, type HistoryLine } from '../case-history/case-history.queries.js';

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
}

@Injectable()
export class ResidentViewQueries {
  constructor(
    private readonly cards: CaseCardQueries,
    private readonly history: CaseHistoryQueries,
  ) {}

  /** @throws Rejection `case-not-found` for any code that is not one */
  async byReceipt(code: string): Promise<ResidentCase> {
    const card = await this.cards.find('receipt_hash', receiptHashOf(code));
    if (!card) throw refuse('case-not-found');
    const { lifecycle } = card.state;
    const target =
      lifecycle.stage === 'merged' ? await this.cards.find('case_id', lifecycle.into) : undefined;
    // A merged case gets its answer from the one it went into: those steps belong to its reporter too.
    const lines = [
      ...(await this.history.of(card.caseId)),
      ...(target ? await this.since(card, target) : []),
    ];
    const looks = await this.history.looksAt(card.caseId);
    const current = target ?? card;
    return {
      caseId: card.caseId,
      number: card.number,
      serviceType: SERVICE_TYPES.get(card.state.serviceType)?.name ?? {
        en: card.state.serviceType,
        zh: card.state.serviceType,
      },
      stage: current.state.lifecycle.stage,
      ...(current.state.lifecycle.stage === 'closed' && {
        outcome: current.state.lifecycle.outcome,
        mayReopenUntil: current.state.lifecycle.reopenUntil,
      }),
      ...(isHeld(current) && { answers: current.state.custody.holder }),
      ...(target && { mergedInto: target.number }),
      reportedAt: card.reportedAt,
      steps: lines.flatMap(publicStep),
      looks: looks.map(({ recordedAt, data }) => ({ at: recordedAt, ...(data as Omit<IdentityLook, 'at'>) })),
    };
  }

  private async since(card: CaseCard, target: CaseCard): Promise<readonly HistoryLine[]> {
    return (await this.history.of(target.caseId)).filter(({ stored }) => stored.recordedAt >= card.changedAt);
  }
}

function isHeld({ state }: CaseCard): boolean {
  return !['closed', 'rejected', 'withdrawn', 'merged'].includes(state.lifecycle.stage);
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
  };
  const text = opened[fields[type] ?? ''];
  return typeof text === 'string' ? text : undefined;
}
