import { randomUUID } from 'node:crypto';
import { InMemoryEventStore, type CommandMeta, type Principal } from '#event-store';
import { InMemoryDirectory } from '#identity';
import { FixedClock, unitTreeOf, type Level, type Unit } from '#kernel';
import { Calendars } from '../book/calendars.js';
import { CalendarCommands } from '../commands/calendar.command-handler.js';
import { PublishCalendar, RetireCalendar } from '../commands/calendar.commands.js';
import { CalendarStreams } from '../streams.js';

const OPERATOR: Principal = { kind: 'system', role: 'operator' };

const unit = (id: string, level: Level, parent?: string): Unit => ({
  id,
  level,
  name: { en: id, zh: `${id}单位` },
  open: true,
  ...(parent !== undefined && { parent }),
});

/** county c → town t → committee k → branch b; county d beside it. */
export const directory = new InMemoryDirectory(
  unitTreeOf([
    unit('c', 'county'),
    unit('d', 'county'),
    unit('t', 'town', 'c'),
    unit('k', 'committee', 't'),
    unit('b', 'branch', 'k'),
  ]),
  {
    chief: [{ role: 'administrator', unit: 'c' }],
    townsman: [{ role: 'administrator', unit: 't' }],
    deputy: [{ role: 'committee-officer', unit: 'k', onBehalfOf: 'officer' }],
    neighbour: [{ role: 'administrator', unit: 'd' }],
    supervisor: [{ role: 'supervisor', unit: 'c' }],
  },
);

export function metaOf(by: Principal = OPERATOR, commandId: string = randomUUID()): CommandMeta {
  return { commandId, fingerprint: 'spec', by };
}

export const person = (id: string): Principal => ({ kind: 'person', id });

/** The command side over a log in memory. */
export function calendarDesk() {
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const process = () => {
    const streams = new CalendarStreams(store, clock);
    const commands = new CalendarCommands(streams, directory);
    return {
      calendars: new Calendars(streams),
      publish: (calendarId: string, calendar: unknown, meta = metaOf(), more: { base?: 'above' } = {}) =>
        commands.handle(new PublishCalendar({ calendarId, calendar, ...more }, meta)),
      retire: (calendarId: string, meta = metaOf()) =>
        commands.handle(new RetireCalendar({ calendarId }, meta)),
    };
  };
  return { store, process, ...process() };
}
