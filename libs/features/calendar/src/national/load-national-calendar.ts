import type { CommandBus } from '@nestjs/cqrs';
import { uuidV5, type CommandAnswer, type CommandMeta } from '#event-store';
import type { Calendars } from '../book/calendars.js';
import { PublishCalendar } from '../commands/calendar.commands.js';
import { sheetOf } from '../domain/calendar-sheet.js';
import { inForce, NATIONAL } from '../domain/calendar.state.js';
import { nationalSheet } from './national-calendar.js';

/** Namespace of the seed's command id: the first publication is the same command at every start. */
const SEED = '5d0f4a52-1f0b-4f6e-9c4e-0d1f3c7b2a61';

export interface CalendarLoading {
  readonly commandBus: CommandBus;
  readonly calendars: Calendars;
}

/** Publishes the holidays that the package knows over the hours in force; what holds already is not published again. */
export async function loadNationalCalendar(
  { commandBus, calendars }: CalendarLoading,
  meta: CommandMeta,
): Promise<CommandAnswer> {
  const current = inForce((await calendars.lines()).get(NATIONAL));
  const calendar = nationalSheet(current && sheetOf(current));
  const note = `chinese-days, ${calendar.coverageUntil.slice(0, 4)}`;
  return commandBus.execute(new PublishCalendar({ calendarId: NATIONAL, calendar, note }, meta));
}

/** Publishes the national calendar in a log that has none. */
export async function seedNationalCalendar(loading: CalendarLoading): Promise<void> {
  if ((await loading.calendars.lines()).has(NATIONAL)) return;
  const commandId = uuidV5(NATIONAL, SEED);
  await loadNationalCalendar(loading, {
    commandId,
    fingerprint: commandId,
    by: { kind: 'system', role: 'process' },
  });
}
