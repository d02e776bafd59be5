import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Calendars } from '#calendar/messages';
import { DecideCase } from '#cases/messages';
import { Catalogues } from '#catalogue/messages';
import { uuidV5 } from '#event-store';
import { Rejection, workingDaysBetween, type CalendarBook, type RuleBook } from '#kernel';
import { SilenceQueries, type QuietCase, type QuietKey } from '../projections/silence/silence.queries.js';

/** Namespace of the commands that flag a silent case. Stored for ever: with another one a case would be flagged twice. */
const SILENCES = '6f0f3f0e-52a9-4d0e-9a50-0b6f1f6a7c11';
const SLICE = 200;
/** A working day is a day in the calendar, so that this much less than the limit cannot be enough. */
const A_DAY = 86_400_000;

/** Finds open cases of which nothing was heard for so many working days, and has them flagged, each once per silence. */
@Injectable()
export class SilenceWatch {
  constructor(
    private readonly silence: SilenceQueries,
    private readonly calendars: Calendars,
    private readonly catalogues: Catalogues,
    private readonly bus: CommandBus,
  ) {}

  /** One look at all quiet cases, slice by slice with a turn of the event loop after each. Answers how many were flagged. */
  async pass(now: number): Promise<number> {
    const [calendars, rules] = [await this.calendars.book(), await this.catalogues.book()];
    const until = now - (rules.current.policy.silentDays - 1) * A_DAY;
    let flagged = 0;
    for (let after: QuietKey | undefined; ;) {
      const slice = await this.silence.quiet(until, SLICE, after);
      for (const quiet of slice) if (await this.consider(quiet, now, calendars, rules)) flagged += 1;
      after = slice.at(-1);
      if (slice.length < SLICE) return flagged;
      await nextTurn();
    }
  }

  private async consider(
    { quietSince, standing }: QuietCase,
    now: number,
    calendars: CalendarBook,
    rules: RuleBook,
  ): Promise<boolean> {
    const { answers, paths, rules: hash, caseId, lastAt } = standing;
    const { silentDays } = ((hash !== undefined && rules.at(hash)) || rules.current).policy;
    const calendar = calendars.for(paths[answers] ?? [answers]);
    if (workingDaysBetween(calendar, quietSince, now) < silentDays) return false;
    return this.flag(caseId, { since: lastAt, workingDays: silentDays });
  }

  /** False where the case has moved on since it was looked at. */
  private async flag(caseId: string, data: { since: string; workingDays: number }): Promise<boolean> {
    const commandId = uuidV5(`${caseId} ${data.since}`, SILENCES);
    const by = { kind: 'system', role: 'process' } as const;
    const meta = { commandId, fingerprint: commandId, by };
    try {
      await this.bus.execute(new DecideCase(caseId, { type: 'FlagSilence', data }, meta));
      return true;
    } catch (error) {
      if (error instanceof Rejection) return false;
      throw error;
    }
  }
}
