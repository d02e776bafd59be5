import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Calendars, NATIONAL } from '#calendar/messages';
import type { CommandMeta } from '#event-store';
import type { CalendarBook } from '#kernel';
import type { RunningCase } from '../domain/running-cases.js';
import { CaseRounds } from './case-rounds.js';
import { RecomputeCases } from './rounds.commands.js';

const APPLY = { type: 'ApplyCalendar', data: {} } as const;

/** Every date where the calendar may hold is held against the one that is in force there now. */
@CommandHandler(RecomputeCases)
export class RecomputeCasesHandler implements ICommandHandler<RecomputeCases> {
  constructor(
    private readonly rounds: CaseRounds,
    @Inject(Calendars) private readonly calendars: Pick<Calendars, 'book' | 'lines'>,
  ) {}

  async execute({ calendarId, meta }: RecomputeCases): Promise<void> {
    // Read from the log: every decision that begins after this reckons with the new version.
    await this.calendars.lines();
    for await (const slice of this.rounds.slices({})) {
      const book = await this.calendars.book();
      const outdated = slice.filter((found) => isOutdated(found, calendarId, book));
      await Promise.all(outdated.map((found) => this.recompute(found, meta)));
    }
  }

  private async recompute(found: RunningCase, meta: CommandMeta): Promise<void> {
    const { events } = await this.rounds.foresee(found, APPLY);
    if (events.length > 0) await this.rounds.give(found, APPLY, meta);
  }
}

function isOutdated({ state }: RunningCase, calendarId: string, book: CalendarBook): boolean {
  return Object.values(state.clock.running).some(({ path, calendar }) => {
    if (calendarId !== NATIONAL && !path.includes(calendarId)) return false;
    const { id, version } = book.for(path);
    return calendar.id !== id || calendar.version !== version;
  });
}
