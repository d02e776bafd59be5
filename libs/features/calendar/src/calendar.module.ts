import { Global, Module } from '@nestjs/common';
import { Calendars } from './book/calendars.js';
import {
  CalendarCommands,
  PublishCalendarHandler,
  RetireCalendarHandler,
} from './commands/calendar.command-handler.js';
import { CalendarController } from './http/calendar.controller.js';
import { CalendarStreams } from './streams.js';

/**
 * Working time. Gives the whole application its `Calendars`; needs `EventStore`, `Directory`, `Clock` and
 * `CqrsModule.forRoot()` as global providers.
 */
@Global()
@Module({
  controllers: [CalendarController],
  providers: [CalendarStreams, Calendars, CalendarCommands, PublishCalendarHandler, RetireCalendarHandler],
  exports: [Calendars],
})
export class CalendarModule {}
