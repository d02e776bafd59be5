import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import { TASKS } from '../projections/inbox/inbox-tasks.js';
import { CaseSummaryView } from './case.view.js';

export class CasePageView {
  @ApiProperty({ description: 'The unit whose cases these are.' })
  unit!: string;

  @ApiProperty({ type: [CaseSummaryView] })
  cases!: readonly CaseSummaryView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export class InboxTaskView {
  @ApiProperty({ enum: TASKS })
  task!: string;

  @ApiProperty()
  unit!: string;

  @ApiProperty()
  role!: string;

  @ApiProperty({ format: 'date-time' })
  since!: string;

  @ApiProperty({ type: CaseSummaryView })
  case!: CaseSummaryView;
}

export class InboxView {
  @ApiProperty({ type: [InboxTaskView] })
  tasks!: readonly InboxTaskView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export class CountersView {
  @ApiProperty()
  unit!: string;

  @ApiProperty({
    type: Object,
    description: '`stage:…`, `outcome:…`, and `answers-for` for the unit itself.',
  })
  counts!: Readonly<Record<string, number>>;
}

export class PublicStepView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ type: BilingualView })
  line!: BilingualView;

  @ApiPropertyOptional()
  text?: string;
}

export class IdentityLookView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  unit!: string;

  @ApiProperty()
  role!: string;

  @ApiProperty()
  purpose!: string;
}

/** The case as its reporter sees it. */
export class ResidentCaseView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ type: BilingualView })
  serviceType!: BilingualView;

  @ApiProperty()
  stage!: string;

  @ApiPropertyOptional()
  outcome?: string;

  @ApiPropertyOptional({ description: 'The unit that answers now.' })
  answers?: string;

  @ApiPropertyOptional({ description: 'Number of the case it is handled together with.' })
  mergedInto?: string;

  @ApiProperty({ format: 'date-time' })
  reportedAt!: string;

  @ApiProperty({ type: [PublicStepView] })
  steps!: readonly PublicStepView[];

  @ApiProperty({ type: [IdentityLookView], description: 'Who looked at your contact, when and what for.' })
  looks!: readonly IdentityLookView[];

  @ApiPropertyOptional({ format: 'date-time' })
  mayReopenUntil?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it is to be handled by.' })
  due?: string;
}
