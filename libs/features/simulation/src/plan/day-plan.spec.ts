import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlannedStep } from './case-script.js';
import { simulationPlanOf, type SimulationWish } from './day-plan.js';

const START = Date.parse('2026-03-02T00:00:00+08:00');
const DAY = 86_400_000;
const wishes = fc.record({
  seed: fc.string(),
  scale: fc.double({ min: 0.001, max: 0.02, noNaN: true }),
  cases: fc.integer({ min: 1, max: 60 }),
  days: fc.integer({ min: 1, max: 3 }),
  start: fc.constant(START),
});

describe('planning simulated days', () => {
  it('plans the same for the same wish', () => {
    fc.assert(
      fc.property(wishes, (wish) => expect(planned(wish)).toEqual(planned(wish))),
      { numRuns: 30 },
    );
  });

  it('gives every step its time within the days, in order, and begins each case with its report', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { steps, end } = planned(wish);
        expect(steps.map(({ at }) => at)).toEqual(
          steps.map(({ at }) => at).toSorted((one, other) => one - other),
        );
        for (const { at } of steps) expect(at >= START && at < end).toBe(true);
        for (const [first] of lives(steps).values())
          expect(['ReportCase', 'SettleOnSpot']).toContain(first?.command.type);
      }),
      { numRuns: 50 },
    );
  });

  it('reports every case that was wished for, once', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { steps } = planned(wish);
        const reports = steps.filter(
          ({ command: { type } }) => type === 'ReportCase' || type === 'SettleOnSpot',
        );
        expect(reports.length).toBe(wish.cases);
        expect(new Set(reports.map(({ caseId }) => caseId)).size).toBe(wish.cases);
      }),
      { numRuns: 50 },
    );
  });

  it('lets cases arrive by day more than by night, and has something of everything in a big plan', () => {
    const { steps } = planned({ seed: 'big', scale: 0.02, cases: 2000, days: 1, start: START });
    const types = new Set(steps.map(({ command }) => command.type));
    const hours = steps
      .filter(({ command }) => command.type === 'ReportCase')
      .map(({ at }) => Math.floor((at - START) / (DAY / 24)));

    expect(hours.filter((hour) => hour >= 8 && hour < 18).length).toBeGreaterThan(hours.length / 2);
    expect([...types].sort()).toEqual(
      expect.arrayContaining([
        'AskResident',
        'DecideExtension',
        'DecideReturn',
        'DecideShelving',
        'Escalate',
        'Merge',
        'RaiseSupervision',
        'RejectCase',
        'SettleOnSpot',
        'Withdraw',
      ]),
    );
  });
});

function planned(wish: SimulationWish) {
  return simulationPlanOf(wish, (index) => `case-${index}`);
}

function lives(steps: readonly PlannedStep[]): ReadonlyMap<string, PlannedStep[]> {
  const byCase = new Map<string, PlannedStep[]>();
  for (const step of steps) byCase.set(step.caseId, [...(byCase.get(step.caseId) ?? []), step]);
  return byCase;
}
