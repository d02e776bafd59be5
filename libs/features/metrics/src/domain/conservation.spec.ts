import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reportOn, talliesOf } from '../specs/counted.js';
import { flowsIn } from '../specs/naive-flows.js';
import { lives, questions } from '../specs/random-lives.js';
import { unitIds } from '../specs/small-grid.js';
import { ARRIVALS, DEPARTURES } from './flows.js';

const sum = (tallies: ReturnType<typeof talliesOf>, formulas: readonly { readonly id: string }[]) =>
  formulas.reduce((total, { id }) => total + (tallies[id]?.[0] ?? 0), 0);
const numbers = (tallies: ReturnType<typeof talliesOf>) =>
  Object.fromEntries(Object.entries(tallies).map(([id, [numerator]]) => [id, numerator]));

describe('the conservation law', () => {
  it('balances for every unit and period: opening + arrivals = departures + open', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const log = witnessed.map(({ stored }) => stored);
        for (const unit of unitIds) {
          const tallies = talliesOf(reportOn(log, { ...question, unit }));
          const [opening = 0] = tallies['opening'] ?? [];
          const [open = 0] = tallies['open'] ?? [];
          expect(opening + sum(tallies, ARRIVALS)).toBe(sum(tallies, DEPARTURES) + open);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is made of the numbers that a plain reading of the log gives', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const log = witnessed.map(({ stored }) => stored);
        const found = numbers(talliesOf(reportOn(log, question)));
        const all = ['opening', ...ARRIVALS.map(({ id }) => id), ...DEPARTURES.map(({ id }) => id), 'open'];
        const naive = flowsIn(witnessed, question);
        const told = (flows: Readonly<Record<string, number>>) =>
          Object.fromEntries(all.map((id) => [id, flows[id] ?? 0]));
        expect(told(found)).toEqual(told(naive));
      }),
      { numRuns: 500 },
    );
  });

  it('has the whole grid receive nothing and hand on nothing', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const log = witnessed.map(({ stored }) => stored);
        const found = numbers(talliesOf(reportOn(log, { ...question, unit: 'county' })));
        expect(found).toMatchObject({ received: 0, 'handed-on': 0 });
      }),
    );
  });
});

describe('a report as of a moment', () => {
  it('is the one made at that moment, whatever the log has learned since', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const log = witnessed.map(({ stored }) => stored);
        const then = log.filter(({ recordedAt }) => Date.parse(recordedAt) <= question.asOf);
        expect(reportOn(log, question)).toEqual(reportOn(then, question));
      }),
      { numRuns: 300 },
    );
  });

  it('does not change a past period, but by what an import tells of it later', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const log = witnessed
          .filter(({ stored }) => stored.actor.role !== 'import')
          .map(({ stored }) => stored);
        const past = { ...question, asOf: Math.max(question.asOf, question.to) };
        const later = { ...past, asOf: past.asOf + 1_000 * 3_600_000 };
        expect({ ...reportOn(log, later), question: past }).toEqual(reportOn(log, past));
      }),
      { numRuns: 300 },
    );
  });
});

describe('every figure', () => {
  it('has as its share a part of the whole, and no number below 0', () => {
    fc.assert(
      fc.property(lives, questions, (witnessed, question) => {
        const { flows, figures } = reportOn(
          witnessed.map(({ stored }) => stored),
          question,
        );
        for (const { definition, numerator, denominator, value } of [...flows, ...figures]) {
          expect(numerator).toBeGreaterThanOrEqual(0);
          expect(value ?? 0).toBeGreaterThanOrEqual(0);
          if (definition.kind === 'share') expect(numerator).toBeLessThanOrEqual(denominator);
        }
      }),
      { numRuns: 300 },
    );
  });
});
