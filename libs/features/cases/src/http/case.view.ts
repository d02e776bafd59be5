import { ApiProperty } from '@nestjs/swagger';
import { BilingualView } from '#http';
import { LEVELS, type Bilingual, type Level } from '#kernel';
import { PAUSE_REASONS } from '../domain/clock.events.js';
import { CASE_COMMANDS } from '../domain/powers.js';
import { FINAL_STAGES, OPEN_STAGES } from '../domain/case.state.js';
import { caseBriefOf, type BriefDeadline, type CaseBrief } from '../projections/case-card/case-brief.js';
import type { CaseCard } from '../projections/case-card/case-card-fold.js';

export class ServiceTypeNameView {
  @ApiProperty({ example: '050301' })
  code!: string;

  @ApiProperty({ type: BilingualView })
  name!: BilingualView;
}

/** A case in a list. */
export class CaseSummaryView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ type: ServiceTypeNameView })
  serviceType!: ServiceTypeNameView;

  @ApiProperty()
  urgency!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the reporter’s data was erased.' })
  summary!: string | null;

  @ApiProperty({ enum: [...OPEN_STAGES, ...FINAL_STAGES] })
  stage!: string;

  @ApiProperty({ enum: LEVELS, description: 'Of the unit that holds it, or held it last.' })
  level!: Level;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The unit that answers; null once it has ended.',
  })
  answers!: string | null;

  @ApiProperty({ type: String, nullable: true })
  offeredTo!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The next end of a limit; null when none runs.',
  })
  due!: string | null;

  @ApiProperty({
    type: String,
    enum: PAUSE_REASONS,
    nullable: true,
    description: 'Why its clock stands; null when it runs.',
  })
  paused!: string | null;

  @ApiProperty({ format: 'date-time', description: 'By the device’s clock.' })
  reportedAt!: string;

  @ApiProperty({ format: 'date-time', description: 'By the log’s clock.' })
  recordedAt!: string;

  @ApiProperty({ format: 'date-time' })
  changedAt!: string;
}

/** A running limit on a card; `/deadlines` of the case says why. */
export class RunningLimitView {
  @ApiProperty({ example: 'first-contact' })
  name!: string;

  @ApiProperty({ description: 'The unit that has to act.' })
  unit!: string;

  @ApiProperty({ format: 'date-time' })
  due!: string;

  @ApiProperty({ description: 'The calendar does not know the holidays of that year yet.' })
  provisional!: boolean;
}

/** The card of one case: where it stands, who answers, what is open. */
export class CaseCardView extends CaseSummaryView {
  @ApiProperty()
  revision!: number;

  @ApiProperty()
  channel!: string;

  @ApiProperty()
  origin!: string;

  @ApiProperty({ type: String, nullable: true })
  acceptedBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;

  @ApiProperty({ type: [RunningLimitView], description: 'What runs, next due first.' })
  deadlines!: readonly RunningLimitView[];

  @ApiProperty({ type: Object, description: 'Holder, chain of hand-overs, open offer or return.' })
  custody!: CaseCard['state']['custody'];

  @ApiProperty({ type: Object, nullable: true })
  escalation!: CaseCard['state']['escalation'] | null;

  @ApiProperty({ type: Object, description: 'Helping units: `working` or `done`.' })
  helpers!: CaseCard['state']['helpers'];

  @ApiProperty({ type: Object, description: 'By reporter: attempts, and whether he was reached.' })
  callBacks!: CaseCard['state']['callBacks'];

  @ApiProperty({ type: [String] })
  duplicates!: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  mergedInto!: string | null;

  @ApiProperty({ type: String, nullable: true })
  parent!: string | null;

  @ApiProperty({ type: [String] })
  children!: readonly string[];

  @ApiProperty()
  reopenRequested!: boolean;

  @ApiProperty()
  reworks!: number;

  @ApiProperty()
  identityProtected!: boolean;

  @ApiProperty({ type: String, nullable: true })
  externalRef!: string | null;

  @ApiProperty({ type: [Object], description: 'What is to be done next: task, unit, role, since when.' })
  tasks!: CaseCard['tasks'];

  @ApiProperty({
    enum: CASE_COMMANDS,
    isArray: true,
    description: 'Commands your positions allow at the case’s units; its stage may still refuse one.',
  })
  permitted!: readonly string[];
}

type NameOf = (serviceType: string) => Bilingual;

export function caseSummaryView(
  { seq: _, serviceType, deadlines, ...brief }: CaseBrief,
  nameOf: NameOf,
): CaseSummaryView {
  const due = deadlines[0]?.due ?? null;
  return { ...brief, due, serviceType: { code: serviceType, name: nameOf(serviceType) } };
}

export function caseCardView(card: CaseCard, permitted: readonly string[], nameOf: NameOf): CaseCardView {
  const { lifecycle, custody, escalation, helpers, callBacks, duplicates, children } = card.state;
  const brief = caseBriefOf(card);
  return {
    ...caseSummaryView(brief, nameOf),
    deadlines: brief.deadlines.map(runningLimitView),
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

function runningLimitView({ name, unit, due, provisional }: BriefDeadline): RunningLimitView {
  return { name, unit, due, provisional: provisional === true };
}
