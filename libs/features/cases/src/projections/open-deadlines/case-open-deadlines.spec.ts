import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlarmQuery, ArmedAlarm } from '#deadlines';
import { clockLogs, vaultFor, type ClockLog } from '../../specs/clock-logs.js';
import { cut } from '../../specs/random-logs.js';
import { asStore, viewsOf } from '../../specs/views.js';
import { CaseOpenDeadlines } from './case-open-deadlines.queries.js';

/** Every alarm, in order. */
function alarmsIn({ cases }: ClockLog): readonly ArmedAlarm[] {
  return cases
    .flatMap(({ caseId, running }) =>
      [...running.values()].flatMap(({ name, version, alarm }) =>
        alarm ? [{ subject: caseId, name, version, at: Date.parse(alarm.at) }] : [],
      ),
    )
    .sort((one, other) => one.at - other.at || (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ subject, name }: ArmedAlarm): string {
  return `${subject} ${name}`;
}

async function allPages(deadlines: CaseOpenDeadlines, query: AlarmQuery): Promise<readonly ArmedAlarm[]> {
  const found: ArmedAlarm[] = [];
  for (let after: ArmedAlarm | undefined; ;) {
    const page = await deadlines.page({ ...query, ...(after && { after }) });
    found.push(...page);
    after = page.at(-1);
    if (page.length < query.limit) return found;
  }
}

describe('the alarms of all cases', () => {
  it('are what is armed at the end of the log, page by page in the order of time, however the log came in', async () => {
    const hour = fc.nat(13).map((hours) => Date.UTC(2026, 2, 2, 1 + hours));
    const query = fc.record({ from: fc.option(hour), until: hour, limit: fc.integer({ min: 1, max: 4 }) });
    const places = fc.array(fc.nat(500), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(clockLogs, query, places, async (log, { from, until, limit }, ends) => {
        const views = await viewsOf(cut(log.events, ends), await vaultFor(log));
        const deadlines = new CaseOpenDeadlines(asStore(views));
        const all = alarmsIn(log);
        const expected = all.filter(({ at }) => at < until && (from === null || at >= from));
        const asked = { until, limit, ...(from !== null && { from }) };
        expect(await allPages(deadlines, asked)).toEqual(expected);
        expect(await deadlines.next()).toBe(all[0]?.at);
        await views.close();
      }),
      { numRuns: 60 },
    );
  });
});
