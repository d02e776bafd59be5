export { sheetOf, type CalendarSheet } from './domain/calendar-sheet.js';
export {
  calendarView,
  dueView,
  lineView,
  type CalendarView,
  type ReckonedDueView,
} from './http/calendar.view.js';
export { CalendarModule } from './calendar.module.js';
export { calendarsIn } from './book/calendars-in-log.js';
export {
  loadNationalCalendar,
  seedNationalCalendar,
  type CalendarLoading,
} from './national/load-national-calendar.js';
