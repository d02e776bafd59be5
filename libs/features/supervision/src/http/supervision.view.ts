import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import type { Bilingual } from '#kernel';
import type { Names } from '../notices/names.js';
import type { BoardLine, StateCounts } from '../projections/board/board.queries.js';
import { MATTER_STATES, type MatterState } from '../projections/case-standing/case-standing.js';

export class NamedView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: BilingualView })
  name!: Bilingual;
}

export class CaseLinkView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ example: '/api/cases/0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a11' })
  href!: string;

  @ApiProperty({ type: NamedView, description: 'Code and name.' })
  serviceType!: NamedView;

  @ApiProperty({ enum: ['ordinary', 'urgent', 'critical'] })
  urgency!: string;
}

/** Something that stands against a unit’s handling of a case. */
export class SupervisedMatterView {
  @ApiProperty({ type: CaseLinkView })
  case!: CaseLinkView;

  @ApiProperty({ enum: MATTER_STATES })
  state!: MatterState;

  @ApiProperty({ type: NamedView, description: 'Whose handling it is about.' })
  unit!: NamedView;

  @ApiProperty({ format: 'date-time' })
  since!: string;

  @ApiProperty({ description: 'Of the supervision; 0 where it was not raised.' })
  level!: number;

  @ApiPropertyOptional({ type: NamedView, description: 'The limit it is about.' })
  deadline?: NamedView;

  @ApiPropertyOptional({ type: BilingualView, description: 'What people here call the rung that did it.' })
  label?: Bilingual;

  @ApiPropertyOptional()
  rung?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'The end of that limit.' })
  due?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'By when the unit is to answer.' })
  rectifyBy?: string;

  @ApiPropertyOptional({ type: NamedView, description: 'The unit that decides on the appeal.' })
  decideBy?: NamedView;

  @ApiPropertyOptional({ enum: ['overdue', 'review-after-outage'] })
  flag?: string;
}

export class BoardView {
  @ApiProperty({ description: 'The unit whose board it is.' })
  unit!: string;

  @ApiProperty({ type: [SupervisedMatterView] })
  matters!: readonly SupervisedMatterView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export class UnitCountsView extends NamedView {
  @ApiProperty({ type: Object, description: 'Of the unit and those below it, by state; none: absent.' })
  counts!: StateCounts;
}

export class BoardCountsView extends UnitCountsView {
  @ApiProperty({ type: [UnitCountsView], description: 'The units directly below that have any.' })
  below!: readonly UnitCountsView[];
}

export function named(id: string, names: Names): NamedView {
  return { id, name: names.unit(id) };
}

export function matterView({ standing, matter }: BoardLine, names: Names): SupervisedMatterView {
  const { caseId, number, serviceType, urgency } = standing;
  const { path: _, unit, deadline, decideBy, ...rest } = matter;
  const label = names.rung({ ...standing, ...matter });
  return {
    case: {
      caseId,
      number,
      href: `/api/cases/${caseId}`,
      serviceType: { id: serviceType, name: names.service(standing) },
      urgency,
    },
    ...rest,
    unit: named(unit, names),
    ...(deadline !== undefined && { deadline: { id: deadline, name: names.limit(deadline, standing) } }),
    ...(label && { label }),
    ...(decideBy !== undefined && { decideBy: named(decideBy, names) }),
  };
}
