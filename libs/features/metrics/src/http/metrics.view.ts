import { ApiProperty } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import type { Figure } from '../domain/figure.js';
import type { FigureKind, Part } from '../domain/formula.js';
import type { Question, Report } from '../domain/report.js';
import type { CountedCase } from '../projections/metrics.queries.js';

const KINDS = ['count', 'share', 'mean', 'ratio', 'median'] satisfies FigureKind[];

class FormulaView {
  @ApiProperty({ example: 'on-time-closing-rate' })
  id!: string;

  @ApiProperty({ description: 'Grows when the rule changes; a published figure names it.' })
  version!: number;

  @ApiProperty({ type: BilingualView })
  rule!: BilingualView;
}

class IntervalView {
  @ApiProperty()
  low!: number;

  @ApiProperty()
  high!: number;
}

class CaseLinksView {
  @ApiProperty()
  numerator!: string;

  @ApiProperty({ type: String, nullable: true })
  denominator!: string | null;
}

export class FigureView {
  @ApiProperty({ type: BilingualView })
  name!: BilingualView;

  @ApiProperty({ enum: KINDS })
  kind!: FigureKind;

  @ApiProperty({ type: FormulaView })
  formula!: FormulaView;

  @ApiProperty()
  numerator!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Null for a count.' })
  denominator!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'count: itself · share, ratio: a fraction · mean: per case · median: hours of working time. Null: too few.',
  })
  value!: number | null;

  @ApiProperty({ type: IntervalView, nullable: true, description: 'Wilson, 95 %; of shares only.' })
  interval!: IntervalView | null;

  @ApiProperty({ description: 'Fewer than the minimum: no value is shown.' })
  tooFew!: boolean;

  @ApiProperty({ type: CaseLinksView, description: 'Where the cases behind each side are listed.' })
  cases!: CaseLinksView;
}

class AskedView {
  @ApiProperty({ description: 'With all units below it.' })
  unit!: string;

  @ApiProperty({ format: 'date-time', description: 'Inclusive.' })
  from!: string;

  @ApiProperty({ format: 'date-time', description: 'Exclusive.' })
  to!: string;

  @ApiProperty({
    format: 'date-time',
    description: 'What the log knew then; ask again with it for the same figures.',
  })
  asOf!: string;

  @ApiProperty()
  minimum!: number;
}

export class ReportView extends AskedView {
  @ApiProperty({ type: [FigureView], description: 'opening + arrivals = departures + open.' })
  flows!: readonly FigureView[];

  @ApiProperty({ type: [FigureView] })
  figures!: readonly FigureView[];
}

class CountedCaseView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ description: '1 for its first life; one more each time it was opened again.' })
  episode!: number;

  @ApiProperty({ description: 'How often it counts: two reworks are two.' })
  times!: number;
}

export class CountedCasesView extends AskedView {
  @ApiProperty()
  metric!: string;

  @ApiProperty({ enum: ['numerator', 'denominator'] })
  part!: Part;

  @ApiProperty({ type: [CountedCaseView] })
  cases!: readonly CountedCaseView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export function reportView({ question, flows, figures }: Report): ReportView {
  const view = (figure: Figure) => figureView(figure, question);
  return { ...askedView(question), flows: flows.map(view), figures: figures.map(view) };
}

export function countedCasesView(
  question: Question,
  { metric, part }: { readonly metric: string; readonly part: Part },
  cases: readonly CountedCase[],
  next: string | null,
): CountedCasesView {
  return {
    ...askedView(question),
    metric,
    part,
    cases: cases.map(({ seq: _, ...counted }) => counted),
    next,
  };
}

function figureView(figure: Figure, question: Question): FigureView {
  const { definition, numerator, denominator, value, interval, tooFew } = figure;
  const { id, version, kind, name, rule } = definition;
  const isCount = kind === 'count';
  return {
    name,
    kind,
    formula: { id, version, rule },
    numerator,
    denominator: isCount ? null : denominator,
    value,
    interval,
    tooFew,
    cases: {
      numerator: linkTo(id, 'numerator', question),
      denominator: isCount ? null : linkTo(id, 'denominator', question),
    },
  };
}

function linkTo(metric: string, part: Part, question: Question): string {
  const { unit, from, to, asOf } = askedView(question);
  return `/api/metrics/cases?${new URLSearchParams({ unit, from, to, asOf, metric, part }).toString()}`;
}

function askedView({ unit, from, to, asOf, minimum }: Question): AskedView {
  const iso = (at: number) => new Date(at).toISOString();
  return { unit, from: iso(from), to: iso(to), asOf: iso(asOf), minimum };
}
