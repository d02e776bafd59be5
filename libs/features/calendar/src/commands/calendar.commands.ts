import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';

interface PublishCalendarData {
  /** `cn`, or the unit's id. */
  readonly calendarId: string;
  /** A `CalendarSheet`; whatever it is, it is checked. */
  readonly calendar: unknown;
  /** `above`: what the sheet leaves out is as in the calendar above the unit, and its days are added to those there. */
  readonly base?: 'above';
  readonly note?: string;
}

interface RetireCalendarData {
  readonly calendarId: string;
  readonly note?: string;
}

export class PublishCalendar extends Command<CommandAnswer> {
  readonly type = 'PublishCalendar';

  constructor(
    readonly data: PublishCalendarData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** A unit goes back to the calendar above it. */
export class RetireCalendar extends Command<CommandAnswer> {
  readonly type = 'RetireCalendar';

  constructor(
    readonly data: RetireCalendarData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
