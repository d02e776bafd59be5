export { Calendars } from './book/calendars.js';
export * from './commands/calendar.commands.js';
export type * from './domain/calendar.events.js';
export { bookIn } from './domain/calendar-book.js';
export { NATIONAL } from './domain/calendar.state.js';
