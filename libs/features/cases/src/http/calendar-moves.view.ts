import { ApiProperty } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import type { Rules } from '#kernel';
import type { CalendarMove } from '../projections/calendar-moves/calendar-moves.queries.js';
import { clockWordsIn } from '../projections/deadline-history/clock-words.js';
import { serviceNamesIn } from '../projections/service-types.js';
import { CaseSummaryView, caseSummaryView } from './case.view.js';

/** One date that a version of a calendar has moved. */
export class CalendarMoveView {
  @ApiProperty({ example: 'handle' })
  name!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty({ description: 'The unit whose limit it is.' })
  unit!: string;

  @ApiProperty({ type: CaseSummaryView })
  case!: CaseSummaryView;
}

export class CalendarMovesView {
  @ApiProperty()
  calendar!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'The unit whose limits, and those of the units below it, these are.' })
  unit!: string;

  @ApiProperty({ type: [CalendarMoveView] })
  moves!: readonly CalendarMoveView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export function calendarMoveView(
  { key, from, to, unit, brief }: CalendarMove,
  rules: Rules,
): CalendarMoveView {
  const { name } = key;
  const words = clockWordsIn(rules, brief.serviceType).limit(name);
  return { name, words, from, to, unit, case: caseSummaryView(brief, serviceNamesIn(rules)) };
}
