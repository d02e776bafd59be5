import { Inject, Injectable } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { EventStore, StreamNotFound, type StoredEvent } from '#event-store';
import { explain, type CalendarBook, type Explanation } from '#kernel';
import { decodeCaseEvent } from '../../domain/case.codec.js';
import { evolve } from '../../domain/case-evolve.js';
import { noCase, type Case, type ExistingCase } from '../../domain/case.state.js';
import type { RunningDeadline, StandingDeadline } from '../../domain/clock/clock.state.js';
import { refuse } from '../../domain/rejections.js';
import { caseStream } from '../../streams.js';
import { clockWordsIn, type ClockWords } from './clock-words.js';
import { deadlineLinesOf, type DeadlineLine } from './deadline-lines.js';

/** A running limit with the reason for its date; none when its calendar cannot be found. */
export interface ExplainedDeadline {
  readonly deadline: RunningDeadline;
  readonly explanation: Explanation | undefined;
}

/** All there is to say about the limits of a case: what runs and why then, what stands, and how it came to that. */
export interface CaseDeadlines {
  readonly state: ExistingCase;
  readonly running: readonly ExplainedDeadline[];
  /** What stands while the clock is paused. */
  readonly standing: readonly StandingDeadline[];
  readonly lines: readonly DeadlineLine[];
  readonly words: ClockWords;
  readonly calendars: CalendarBook;
}

/** Read from the log itself, as a decision reads it. */
@Injectable()
export class CaseDeadlineQueries {
  constructor(
    private readonly store: EventStore,
    @Inject(Calendars) private readonly calendars: Pick<Calendars, 'book'>,
    @Inject(Catalogues) private readonly catalogues: Pick<Catalogues, 'book'>,
  ) {}

  /** Without the steps of a later release, which this one cannot read. @throws Rejection `case-not-found` */
  async of(caseId: string): Promise<CaseDeadlines> {
    const events = await this.eventsOf(caseId);
    const state = stateAfter(events);
    if (state === 'none') throw refuse('case-not-found');
    const words = await this.wordsFor(state);
    const calendars = await this.bookFor(state);
    const { running, standing, pause } = state.clock;
    return {
      state,
      running: Object.values(running)
        .toSorted((one, other) => Date.parse(one.due) - Date.parse(other.due))
        .map((deadline) => ({ deadline, explanation: explanationOf(deadline, calendars) })),
      standing: pause ? Object.values(standing).filter(({ remaining }) => remaining) : [],
      lines: linesOf(events, { words, zone: calendars.for([]).zone }),
      words,
      calendars,
    };
  }

  private async wordsFor({ rules, serviceType }: ExistingCase): Promise<ClockWords> {
    const book = rules && (await this.catalogues.book(rules.hash));
    return clockWordsIn(rules && book?.at(rules.hash), serviceType);
  }

  /** With the newest version that one of its dates was computed by: another process may have published it. */
  private async bookFor({ clock }: ExistingCase): Promise<CalendarBook> {
    const refs = Object.values(clock.running).map(({ calendar }) => calendar);
    let book = await this.calendars.book();
    for (const ref of refs) if (!book.at(ref)) book = await this.calendars.book(ref);
    return book;
  }

  private async eventsOf(caseId: string): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(caseStream(caseId));
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }
}

function explanationOf(
  { calendar, startedAt, limit }: RunningDeadline,
  book: CalendarBook,
): Explanation | undefined {
  const found = book.at(calendar);
  return found && explain(found, Date.parse(startedAt), limit);
}

function stateAfter(events: readonly StoredEvent[]): Case {
  return events.reduce<Case>((state, stored) => {
    const event = decodeCaseEvent(stored);
    return event ? evolve(state, event) : state;
  }, noCase);
}

function linesOf(
  events: readonly StoredEvent[],
  telling: Parameters<typeof deadlineLinesOf>[2],
): readonly DeadlineLine[] {
  let state: Case = noCase;
  return events.flatMap((stored) => {
    const event = decodeCaseEvent(stored);
    if (!event) return [];
    const lines = deadlineLinesOf(event, state, telling);
    state = evolve(state, event);
    return lines.map((line) => ({ stored, ...line }));
  });
}
