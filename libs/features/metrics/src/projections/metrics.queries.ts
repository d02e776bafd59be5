import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { workingTimeBetween, type CalendarBook } from '#kernel';
import { ReadStore } from '#read-store';
import type { Part } from '../domain/formula.js';
import type { Account } from '../domain/milestone.js';
import { Reckoning, sharesIn, type Question, type Report } from '../domain/report.js';
import type { MetricAccountRow, MetricTables } from './metrics.table.js';

/** Accounts that are counted in one turn of the event loop. */
const TURN = 200;

/** One episode that a number counts. */
export interface CountedCase {
  readonly seq: number;
  readonly caseId: string;
  readonly number: string;
  /** 1 for the first life of the case; one more each time it was opened again. */
  readonly episode: number;
  /** How often it counts: two reworks of one episode are two. */
  readonly times: number;
}

export interface CountedPage {
  readonly metric: string;
  readonly part: Part;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: Pick<CountedCase, 'seq' | 'episode'>;
}

/** Figures of a unit and those below it, counted from the accounts of exactly the cases that its period touches. */
@Injectable()
export class MetricsQueries {
  constructor(private readonly views: ReadStore) {}

  /** Working time is measured in the calendar of the unit whose work it was. */
  async report(question: Question, calendars: CalendarBook): Promise<Report> {
    const reckoning = new Reckoning(question, (path, [from, to]) =>
      workingTimeBetween(calendars.for(path), from, to),
    );
    for await (const { account } of this.accounts(question, 0)) reckoning.add(JSON.parse(account) as Account);
    return reckoning.report();
  }

  /** The episodes behind a number, in the order of report; they add up to it. */
  async cases(question: Question, { metric, part, limit, after }: CountedPage): Promise<CountedCase[]> {
    const found: CountedCase[] = [];
    for await (const row of this.accounts(question, after?.seq ?? 0)) {
      const { seq, case_id: caseId, number } = row;
      for (const counted of sharesIn(JSON.parse(row.account) as Account, question, metric, part)) {
        if (seq === after?.seq && counted.episode <= after.episode) continue;
        found.push({ seq, caseId, number, ...counted });
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  /** All of one state of the read models, however long it takes, and never long at a time. */
  private async *accounts(question: Question, from: number): AsyncGenerator<MetricAccountRow> {
    const transaction = await this.views.db<MetricTables>().startTransaction().execute();
    try {
      const all = await seqsIn(transaction, question, from);
      for (let at = 0; at < all.length; at += TURN) {
        yield* await accountsAt(transaction, all.slice(at, at + TURN));
        await nextTurn();
      }
    } finally {
      await transaction.rollback().execute();
    }
  }
}

/**
 * Cases whose life touches the period, and those of whose end an import has told since: what ended before the period is
 * never looked at.
 */
async function seqsIn(
  db: Kysely<MetricTables>,
  { unit, from, to, asOf }: Question,
  seq: number,
): Promise<readonly number[]> {
  const touching = await db
    .selectFrom('metric_scope')
    .select('seq')
    .where('scope', '=', unit)
    .where('until', '>=', from)
    .where('since', '<', to)
    .where('seq', '>=', seq)
    .execute();
  const learned = await db
    .selectFrom('metric_account')
    .select('seq')
    .where('learned', '>', asOf)
    .where('seq', '>=', seq)
    .execute();
  const all = new Set([...touching, ...learned].map((row) => row.seq));
  return [...all].sort((one, other) => one - other);
}

async function accountsAt(db: Kysely<MetricTables>, seqs: readonly number[]): Promise<MetricAccountRow[]> {
  const { rows } = await sql<MetricAccountRow>`
    select a.* from json_each(${JSON.stringify(seqs)}) chosen cross join metric_account a on a.seq = chosen.value
    order by chosen.key`.execute(db);
  return rows;
}
