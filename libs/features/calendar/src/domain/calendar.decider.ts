import { canonicalJson, unreachable, type Decider } from '#kernel';
import type { CalendarCommand, CalendarEvent } from './calendar.events.js';
import { evolveCalendars, inForce, NATIONAL, noCalendars, type Calendars } from './calendar.state.js';
import { refuse } from './rejections.js';

export const calendarDecider: Decider<CalendarCommand, Calendars, CalendarEvent, void> = {
  initialState: noCalendars,
  decide(command, state) {
    switch (command.type) {
      case 'PublishCalendar':
        return publish(command.data, state);
      case 'RetireCalendar':
        return retire(command.data, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveCalendars,
};

type DataOf<Type extends CalendarCommand['type']> = Extract<CalendarCommand, { type: Type }>['data'];

/** What holds already is not published again. */
function publish(
  { calendarId, content, note }: DataOf<'PublishCalendar'>,
  state: Calendars,
): CalendarEvent[] {
  const line = state.get(calendarId);
  const current = inForce(line);
  if (current) {
    const { id: _, version: __, ...known } = current;
    if (canonicalJson(known) === canonicalJson(content)) return [];
  }
  const version = (line?.versions.at(-1)?.calendar.version ?? 0) + 1;
  const calendar = { id: calendarId, version, ...content };
  return [{ type: 'CalendarPublished', data: { calendar, ...(note !== undefined && { note }) } }];
}

function retire({ calendarId, note }: DataOf<'RetireCalendar'>, state: Calendars): CalendarEvent[] {
  if (calendarId === NATIONAL) throw refuse('national-calendar-stays');
  const line = state.get(calendarId);
  if (!line) throw refuse('calendar-not-found', { details: { calendar: calendarId } });
  const current = inForce(line);
  if (!current) return [];
  const { version } = current;
  return [{ type: 'CalendarRetired', data: { calendarId, version, ...(note !== undefined && { note }) } }];
}
