import { ApiProperty } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import { workingTimeBetween, type CalendarBook, type Rules } from '#kernel';
import { ACTING_ROLES } from '../projections/due-board/acting-role.js';
import type { DueEntry } from '../projections/due-board/due-board.queries.js';
import { clockWordsIn } from '../projections/deadline-history/clock-words.js';
import { serviceNamesIn } from '../projections/service-types.js';
import { CaseSummaryView, caseSummaryView } from './case.view.js';

export class LatenessView {
  @ApiProperty({ description: 'Since it was due, milliseconds.' })
  elapsed!: number;

  @ApiProperty({ description: 'Working time of it, by the calendar it was computed with, milliseconds.' })
  working!: number;
}

/** One running limit. */
export class DueRowView {
  @ApiProperty({ example: 'first-contact' })
  name!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ format: 'date-time' })
  due!: string;

  @ApiProperty({ description: 'The calendar does not know the holidays of that year yet.' })
  provisional!: boolean;

  @ApiProperty({ type: LatenessView, nullable: true, description: 'Null: not due yet.' })
  late!: LatenessView | null;

  @ApiProperty({ description: 'The unit that has to act.' })
  unit!: string;

  @ApiProperty({ enum: ACTING_ROLES, description: 'Who may act, there or above.' })
  role!: string;

  @ApiProperty({ description: 'Where it says why this date.' })
  why!: string;

  @ApiProperty({ type: CaseSummaryView })
  case!: CaseSummaryView;
}

export class DueBoardView {
  @ApiProperty({ description: 'The unit whose limits, and those of the units below it, these are.' })
  unit!: string;

  @ApiProperty({ format: 'date-time', description: 'The moment that lateness is counted to.' })
  asOf!: string;

  @ApiProperty({ type: [DueRowView] })
  deadlines!: readonly DueRowView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export function dueRowView(
  { role, deadline, brief }: DueEntry,
  calendars: CalendarBook,
  now: number,
  rules: Rules | undefined,
): DueRowView {
  const { name, unit, due, provisional = false } = deadline;
  return {
    name,
    words: clockWordsIn(rules, brief.serviceType).limit(name),
    due,
    provisional,
    late: latenessOf(deadline, calendars, now),
    unit,
    role,
    why: `/api/cases/${brief.caseId}/deadlines`,
    case: caseSummaryView(brief, serviceNamesIn(rules)),
  };
}

/** How late it is now; null when it is not due yet. */
export function latenessOf(
  { due, calendar }: DueEntry['deadline'],
  calendars: CalendarBook,
  now: number,
): LatenessView | null {
  const end = Date.parse(due);
  if (now <= end) return null;
  const found = calendars.at(calendar) ?? calendars.for([]);
  return { elapsed: now - end, working: workingTimeBetween(found, end, now) };
}
