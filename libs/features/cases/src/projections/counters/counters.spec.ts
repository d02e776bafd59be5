import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryKeyStore, Vault } from '#privacy';
import { answerable } from '../../domain/case.state.js';
import { unitIds } from '../../domain/testing.js';
import { casesIn, type NaiveCase } from '../../specs/naive-cases.js';
import { cut, histories, logOf } from '../../specs/random-logs.js';
import { asStore, viewsOf } from '../../specs/views.js';
import { CounterQueries } from './counters.queries.js';

/** The same counts, one case after the other. */
function recount(cases: readonly NaiveCase[], unit: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (measure: string) => (counts[measure] = (counts[measure] ?? 0) + 1);
  for (const { scopes, state } of cases) {
    if (scopes.has(unit)) add(`stage:${state.lifecycle.stage}`);
    if (scopes.has(unit) && state.lifecycle.stage === 'closed') add(`outcome:${state.lifecycle.outcome}`);
    if (answerable(state) === unit) add('answers-for');
  }
  return counts;
}

describe('the counts of a unit', () => {
  it('are those one gets by counting, however the log came in', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(fc.nat(500), { maxLength: 8 }), async (history, places) => {
        const vault = new Vault(new InMemoryKeyStore());
        const log = await logOf(history, vault);
        const views = await viewsOf(cut(log, places), vault);
        const queries = new CounterQueries(asStore(views));
        for (const unit of unitIds) expect(await queries.of(unit)).toEqual(recount(casesIn(log), unit));
        await views.close();
      }),
      { numRuns: 30 },
    );
  });

  it('add up: every case a unit sees stands at one stage, and every open case has one unit that answers', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const vault = new Vault(new InMemoryKeyStore());
        const log = await logOf(history, vault);
        const views = await viewsOf([log], vault);
        const queries = new CounterQueries(asStore(views));
        const counts = await Promise.all(unitIds.map((unit) => queries.of(unit)));
        const [county = {}] = counts;
        const sum = (of: Readonly<Record<string, number>>, prefix: string) =>
          Object.entries(of).reduce((total, [name, n]) => (name.startsWith(prefix) ? total + n : total), 0);
        const cases = casesIn(log);
        expect(sum(county, 'stage:')).toBe(cases.length);
        expect(sum(county, 'outcome:')).toBe(county['stage:closed'] ?? 0);
        const answered = counts.reduce((total, each) => total + (each['answers-for'] ?? 0), 0);
        expect(answered).toBe(cases.filter(({ state }) => answerable(state) !== undefined).length);
        await views.close();
      }),
      { numRuns: 20 },
    );
  });
});
