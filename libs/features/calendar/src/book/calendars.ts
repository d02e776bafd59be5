import { Injectable } from '@nestjs/common';
import type { Folded } from '#event-store';
import type { CalendarBook, CalendarRef } from '#kernel';
import { bookIn } from '../domain/calendar-book.js';
import type { CalendarLine, Calendars as State } from '../domain/calendar.state.js';
import { CALENDARS, CalendarStreams } from '../streams.js';

/**
 * All calendars out of the write side's own memory: as fresh as what this process has decided or read. Every command of a
 * case asks, so the book is kept until the stream moves on; the calendars in it stay the same values, and their timelines
 * with them.
 */
@Injectable()
export class Calendars {
  private known?: { readonly of: Folded<State>; readonly book: CalendarBook };

  constructor(private readonly streams: CalendarStreams) {}

  /**
   * Never empty: before the first publication it has office hours, and every date is provisional.
   * @param including a version that somebody reckoned by: where the memory does not have it, the log is asked, for another
   * process may have published it
   */
  async book(including?: CalendarRef): Promise<CalendarBook> {
    const book = this.bookOf(await this.streams.recall(CALENDARS));
    if (including === undefined || book.at(including)) return book;
    return this.bookOf(await this.streams.load(CALENDARS));
  }

  /** Every calendar with its versions, as the log has them now. */
  async lines(): Promise<ReadonlyMap<string, CalendarLine>> {
    return (await this.streams.load(CALENDARS)).state;
  }

  private bookOf(folded: Folded<State>): CalendarBook {
    if (this.known?.of === folded) return this.known.book;
    const book = bookIn(folded.state);
    this.known = { of: folded, book };
    return book;
  }
}
