import { describe, expect, it } from '@jest/globals';
import { DeadlineLedger, type DeadlineBooks } from './deadline-ledger.js';

const NOON = '2026-03-02T04:00:00.000Z';
const LATER = '2026-03-02T04:00:01.000Z';
const EVENING = Date.parse('2026-03-02T10:00:00.000Z');

describe('accounting for every deadline', () => {
  it.each([
    ['running', []],
    ['ended', [set([], ['sign'])]],
    ['armed-again', [set([deadline(2)])]],
    ['moved', [{ type: 'DeadlineMoved', data: { deadline: deadline(2) } }]],
    ['paused', [{ type: 'ClockPaused', data: { remaining: { sign: {} } } }]],
  ] as const)('knows one that is %s', (fate, facts) => {
    const { armed, fates, flaws } = booksOf([set([deadline(1)]), ...facts], Date.parse(NOON) - 1);

    expect(fates[fate]).toBeGreaterThanOrEqual(1);
    expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(armed);
    expect(flaws).toEqual([]);
  });

  it('counts one that has fired as fired, whatever becomes of it afterwards', () => {
    const books = booksOf([set([deadline(1)]), fired(1), set([], ['sign'])]);
    const { armed, fates, flaws, lanes, lateness } = books;

    expect([armed, fates.fired, fates.ended]).toEqual([1, 1, 0]);
    expect(lateness).toEqual([1000]);
    expect(lanes).toEqual({ alarm: 1 });
    expect(flaws).toEqual([]);
  });

  it.each([
    ['not fired', [set([deadline(1)])]],
    ['fired twice', [set([deadline(1)]), fired(1), fired(1)]],
    ['fired but not armed', [set([deadline(2)]), fired(1), fired(2)]],
    ['fired early', [set([deadline(1)]), fired(1, '2026-03-02T03:59:59.000Z')]],
    ['version does not grow', [set([deadline(2)]), fired(2), set([deadline(2)], []), fired(2)]],
    ['runs on in a case that has ended', [set([deadline(1)]), fired(1), { type: 'CaseClosed', data: {} }]],
  ] as const)('finds one that is wrong: %s', (flaw, facts) => {
    expect(booksOf(facts).flaws).toEqual([expect.stringContaining(flaw)]);
  });

  it('follows those that another step carries', () => {
    const began = { type: 'CaseAccepted', data: { deadlines: { armed: [deadline(1)], ended: [] } } };
    const ended = { type: 'CaseClosed', data: { deadlines: { armed: [], ended: ['sign'] } } };

    expect(booksOf([began, ended])).toMatchObject({ armed: 1, fates: { ended: 1, running: 0 }, flaws: [] });
  });

  it('expects nothing of one whose ladder is at its end', () => {
    const { alarm: _, ...silent } = deadline(1);

    expect(booksOf([set([silent])]).flaws).toEqual([]);
  });
});

interface Fact {
  readonly type: string;
  readonly data: unknown;
}

function booksOf(facts: readonly Fact[], until = EVENING): DeadlineBooks {
  const ledger = new DeadlineLedger();
  for (const { type, data } of facts) ledger.take({ caseId: 'case-1', type, data, recordedAt: 0 });
  return ledger.booksAt(until);
}

function deadline(version: number) {
  return { name: 'sign', version, alarm: { rung: 'reminder', at: NOON } };
}

function set(armed: readonly unknown[], ended: readonly string[] = []): Fact {
  return { type: 'DeadlinesSet', data: { armed, ended } };
}

function fired(version: number, firedAt = LATER): Fact {
  return {
    type: 'DeadlineFired',
    data: { name: 'sign', version, rung: 'reminder', at: NOON, firedAt, lane: 'alarm' },
  };
}
