import { describe, expect, it } from '@jest/globals';
import { addsUp, CaseLedger } from './conservation.js';

const DAY = 86_400_000;

describe('keeping the books of the cases', () => {
  it('carries over what is open from one day to the next', () => {
    const ledger = ledgerOf(
      [0.1, 'a', 'CaseReported'],
      [0.2, 'b', 'CaseReported'],
      [0.3, 'a', 'CaseClosed'],
      [1.1, 'c', 'CaseReported'],
      [1.2, 'b', 'CaseWithdrawn'],
    );
    const books = ledger.booksUntil(3 * DAY);

    expect(books.map(({ opening, open }) => [opening, open])).toEqual([
      [0, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(books.map(({ moves }) => moves.reported)).toEqual([2, 1, 0]);
    expect(books.every(addsUp)).toBe(true);
    expect(ledger.byState()).toEqual({ closed: 1, reported: 1, withdrawn: 1 });
  });

  it('takes back what is opened again, and what is no duplicate after all', () => {
    const ledger = ledgerOf(
      [0.1, 'a', 'CaseReported'],
      [0.2, 'a', 'CaseClosed'],
      [0.3, 'a', 'CaseReopened'],
      [0.4, 'b', 'CaseReported'],
      [0.5, 'b', 'CaseMerged'],
      [0.6, 'b', 'CaseUnmerged'],
    );

    expect(ledger.booksUntil(DAY).every(addsUp)).toBe(true);
    expect(ledger.byState()).toEqual({ accepted: 1, reported: 1 });
  });

  it('sees a case that ends twice, and one that nobody reported', () => {
    const twice = ledgerOf([0, 'a', 'CaseReported'], [0, 'a', 'CaseClosed'], [0, 'a', 'CaseWithdrawn']);
    const unreported = ledgerOf([0, 'a', 'CaseAccepted']);

    expect(twice.booksUntil(DAY).every(addsUp)).toBe(false);
    expect(unreported.booksUntil(DAY).every(addsUp)).toBe(false);
  });
});

function ledgerOf(...facts: readonly (readonly [days: number, caseId: string, type: string])[]): CaseLedger {
  const ledger = new CaseLedger(0, DAY);
  for (const [days, caseId, type] of facts) ledger.take({ caseId, type, data: {}, recordedAt: days * DAY });
  return ledger;
}
