import type { Bilingual } from '#kernel';
import { caseBriefOf, type CaseBrief } from '../projections/case-card/case-brief.js';
import type { CaseCard } from '../projections/case-card/case-card.fold.js';
import type { HistoryLine } from '../projections/case-history/case-history.queries.js';
import { SERVICE_TYPES } from '../domain/service-types.js';

/** A case in a list. */
export interface CaseSummaryView extends Omit<CaseBrief, 'seq' | 'serviceType'> {
  readonly serviceType: { readonly code: string; readonly name: Bilingual };
}

/** The card of one case: where it stands, who answers, what is open. */
export interface CaseCardView extends CaseSummaryView {
  readonly revision: number;
  readonly channel: string;
  readonly origin: string;
  readonly acceptedBy: string | null;
  readonly outcome: string | null;
  readonly custody: CaseCard['state']['custody'];
  readonly escalation: CaseCard['state']['escalation'] | null;
  readonly helpers: CaseCard['state']['helpers'];
  readonly callBacks: CaseCard['state']['callBacks'];
  readonly duplicates: readonly string[];
  readonly mergedInto: string | null;
  readonly parent: string | null;
  readonly children: readonly string[];
  readonly reopenRequested: boolean;
  readonly reworks: number;
  readonly identityProtected: boolean;
  readonly externalRef: string | null;
  readonly tasks: CaseCard['tasks'];
  /** Commands that your positions allow at this case's units; the stage may still refuse one. */
  readonly permitted: readonly string[];
}

export function caseSummaryView({ seq: _, serviceType, ...brief }: CaseBrief): CaseSummaryView {
  const name = SERVICE_TYPES.get(serviceType)?.name ?? { en: serviceType, zh: serviceType };
  return { ...brief, serviceType: { code: serviceType, name } };
}

export function caseCardView(card: CaseCard, permitted: readonly string[]): CaseCardView {
  const { lifecycle, custody, escalation, helpers, callBacks, duplicates, children } = card.state;
  return {
    ...caseSummaryView(caseBriefOf(card)),
    revision: card.revision,
    channel: card.channel,
    origin: card.state.origin,
    acceptedBy: card.state.acceptedBy ?? null,
    outcome: lifecycle.stage === 'closed' ? lifecycle.outcome : null,
    custody,
    escalation: escalation ?? null,
    helpers,
    callBacks,
    duplicates,
    mergedInto: lifecycle.stage === 'merged' ? lifecycle.into : null,
    parent: card.state.parent ?? null,
    children,
    reopenRequested: card.state.reopenRequested,
    reworks: card.state.reworks,
    identityProtected: card.state.identityProtected,
    externalRef: card.externalRef ?? null,
    tasks: card.tasks,
    permitted,
  };
}

/** One line of a case's history. */
export function historyLineView({ stored, opened, publicLine }: HistoryLine) {
  const { actor } = stored;
  return {
    revision: Number(stored.revision),
    position: stored.position,
    type: stored.type,
    occurredAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
    actor: {
      id: actor.id,
      role: actor.role,
      unit: actor.unit ?? null,
      onBehalfOf: actor.onBehalfOf ?? null,
    },
    visibility: publicLine ? 'public' : 'internal',
    line: publicLine ?? null,
    data: opened,
    commandId: stored.commandId,
    hash: stored.hash,
  };
}
