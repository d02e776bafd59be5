import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, Principal } from '#event-store';
import { Directory } from '#identity';
import type { UnitTree, WorkCalendar } from '#kernel';
import { bookIn } from '../domain/calendar-book.js';
import { contentOf } from '../domain/calendar-sheet.js';
import { calendarDecider } from '../domain/calendar.decider.js';
import type { CalendarCommand } from '../domain/calendar.events.js';
import { NATIONAL, type Calendars } from '../domain/calendar.state.js';
import { authorise, type Asker } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { CALENDARS, CalendarStreams } from '../streams.js';
import { PublishCalendar, RetireCalendar } from './calendar.commands.js';

type AnyCommand = PublishCalendar | RetireCalendar;

/** Load → authorise → decide → append, for the one stream of all calendars. */
@Injectable()
export class CalendarCommands {
  constructor(
    private readonly streams: CalendarStreams,
    private readonly directory: Directory,
  ) {}

  /** @throws Rejection */
  handle(command: AnyCommand): Promise<CommandAnswer> {
    const { data, meta } = command;
    return this.streams.handle(CALENDARS, meta, async ({ state }) => {
      const units = await this.directory.units();
      requireUnit(data.calendarId, units);
      const actor = authorise(data.calendarId, await this.askerOf(meta.by), units);
      return { actor, events: calendarDecider.decide(wishOf(command, state, units), state) };
    });
  }

  private async askerOf(by: Principal): Promise<Asker> {
    if (by.kind === 'system') return by;
    return { kind: 'person', id: by.id, positions: await this.directory.positionsOf(by.id) };
  }
}

function wishOf(command: AnyCommand, state: Calendars, units: UnitTree): CalendarCommand {
  if (command.type === 'RetireCalendar') return { type: command.type, data: command.data };
  const { calendarId, calendar, base, note } = command.data;
  const above = base === 'above' ? calendarAbove(calendarId, state, units) : undefined;
  const content = contentOf(calendar, above);
  return { type: command.type, data: { calendarId, content, ...(note !== undefined && { note }) } };
}

function calendarAbove(calendarId: string, state: Calendars, units: UnitTree): WorkCalendar {
  if (calendarId === NATIONAL) throw refuse('nothing-above');
  return bookIn(state).for(units.pathOf(calendarId).slice(0, -1));
}

function requireUnit(calendarId: string, units: UnitTree): void {
  if (calendarId === NATIONAL || units.unit(calendarId)) return;
  throw refuse('calendar-of-no-unit', { details: { unit: calendarId } });
}

@CommandHandler(PublishCalendar)
export class PublishCalendarHandler {
  constructor(private readonly calendars: CalendarCommands) {}

  execute(command: PublishCalendar): Promise<CommandAnswer> {
    return this.calendars.handle(command);
  }
}

@CommandHandler(RetireCalendar)
export class RetireCalendarHandler {
  constructor(private readonly calendars: CalendarCommands) {}

  execute(command: RetireCalendar): Promise<CommandAnswer> {
    return this.calendars.handle(command);
  }
}
