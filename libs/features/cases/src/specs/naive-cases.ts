import type { StoredEvent } from '#event-store';
import { decodeCaseEvent } from '../domain/case.codec.js';
import type { CaseEvent, ReportedCase } from '../domain/case.events.js';
import { evolve } from '../domain/case-evolve.js';
import type { ExistingCase } from '../domain/case.state.js';
import { units } from '../domain/testing.js';
import { wordsOf } from '../projections/search/words.js';
import type { CaseListFilter } from '../projections/case-list/case-list.queries.js';
import { erasedIn, summaryOf } from './random-logs.js';

/** A case as the simplest reading of the log has it. */
export interface NaiveCase {
  readonly caseId: string;
  readonly seq: number;
  readonly number: string;
  readonly reportedAt: number;
  readonly summary: string | null;
  readonly scopes: ReadonlySet<string>;
  readonly level: string | undefined;
  readonly state: ExistingCase;
}

/** Each case read on its own, from its first event to its last. */
export function casesIn(log: readonly StoredEvent[]): readonly NaiveCase[] {
  const gone = erasedIn(log);
  const inYear = new Map<string, number>();
  return log
    .filter(({ type }) => type === 'CaseReported')
    .map((report, index): NaiveCase => {
      const events = log.filter(({ stream }) => stream === report.stream);
      const year = new Date(Date.parse(report.recordedAt) + 8 * 3_600_000).getUTCFullYear().toString();
      inYear.set(year, (inYear.get(year) ?? 0) + 1);
      const state = events.map(eventOf).reduce<ExistingCase | 'none'>(evolve, 'none') as ExistingCase;
      return {
        caseId: report.stream.slice('case-'.length),
        seq: index + 1,
        number: `${year}-${String(inYear.get(year)).padStart(6, '0')}`,
        reportedAt: Date.parse(report.occurredAt),
        summary: gone.includes(state.reporter) ? null : summaryOf(log.indexOf(report)),
        scopes: new Set(events.map(eventOf).flatMap(pathsIn)),
        level: units.unit(state.custody.holder)?.level,
        state,
      };
    });
}

/** All rows of a list, without pages. */
export function listed(cases: readonly NaiveCase[], filter: CaseListFilter, log: readonly StoredEvent[]) {
  const { scope, stages, serviceType, level, from, until, text, order } = filter;
  const found = cases.filter(
    (each) =>
      each.scopes.has(scope) &&
      stages.includes(each.state.lifecycle.stage) &&
      (serviceType === undefined || each.state.serviceType === serviceType) &&
      (level === undefined || each.level === level) &&
      (from === undefined || each.reportedAt >= from) &&
      (until === undefined || each.reportedAt < until) &&
      (text === undefined || says(each, text, log)),
  );
  const sign = order === 'oldest' ? 1 : -1;
  const time = (each: NaiveCase) => (text === undefined ? each.reportedAt : 0);
  return found.sort((a, b) => sign * (time(a) - time(b) || a.seq - b.seq));
}

/** Whether each part between spaces stands in the case's words, its last word perhaps only begun. */
function says({ summary, number, caseId }: NaiveCase, text: string, log: readonly StoredEvent[]): boolean {
  if (summary === null) return false;
  const report = log.find(({ stream, type }) => type === 'CaseReported' && stream === `case-${caseId}`);
  const { externalRef = '' } = (report?.data ?? {}) as Partial<ReportedCase>;
  const words = wordsOf(`${number} ${externalRef} ${summary}`);
  const parts = text
    .split(/\s+/u)
    .map(wordsOf)
    .filter((part) => part.length > 0);
  return parts.length > 0 && parts.every((part) => words.some((_, at) => standsAt(words, at, part)));
}

function standsAt(words: readonly string[], at: number, part: readonly string[]): boolean {
  return part.every((word, n) =>
    n === part.length - 1 ? (words[at + n] ?? '').startsWith(word) : words[at + n] === word,
  );
}

function eventOf(stored: StoredEvent): CaseEvent {
  const event = decodeCaseEvent(stored);
  if (!event) throw new Error(`unknown ${stored.type}`);
  return event;
}

function pathsIn({ data }: CaseEvent): readonly string[] {
  if ('path' in data) return data.path;
  return 'toPath' in data ? data.toPath : [];
}
