import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CASE_EVENT_TYPES, decodeCaseEvent, encodeCaseEvent, storedClockChange } from './case.codec.js';
import type { CaseEvent } from './case.events.js';
import { evolve } from './case-evolve.js';
import { noCase, type Case } from './case.state.js';

interface Stored {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/**
 * One stored event of every type and version there ever was, with every field it had then; `with-…` is one with what came
 * later: what it has done to the clocks, as each of them may, or a field of its own. Never edited, only added to.
 */
const folder = new URL('./samples/', import.meta.url);
const samples = new Map(
  readdirSync(folder).map((name) => [
    name,
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Stored,
  ]),
);

describe('reading what is stored', () => {
  it('has a sample of every event as it is written today', () => {
    expect(CASE_EVENT_TYPES.map(currentFileOf).filter((name) => !samples.has(name))).toEqual([]);
  });

  it.each([...samples])('understands %s', (name, stored) => {
    expect(name.replace(/\.with-[a-z-]+/, '')).toBe(fileOf(stored.type, stored.schemaVersion));
    const event = decodeCaseEvent(stored);
    expect(event).toMatchObject({ type: stored.type });
    if (event && encodeCaseEvent(event).schemaVersion === stored.schemaVersion)
      expect(encodeCaseEvent(event)).toEqual(stored);
  });

  it('finds what a step has done to the clocks, whether it carries it or is nothing else', () => {
    const carrier = samples.get('case-accepted.v1.with-deadlines.json') as Stored;
    const alone = samples.get('deadlines-set.v1.json') as Stored;
    expect(decodeCaseEvent(carrier)).toMatchObject({ deadlines: { ended: ['accept'] } });
    expect(decodeCaseEvent(carrier)?.data).not.toHaveProperty('deadlines');
    expect(storedClockChange(carrier)).toMatchObject({ ended: ['accept'] });
    expect(storedClockChange(alone)).toMatchObject({ ended: ['sign'] });
    expect(storedClockChange(samples.get('note-added.v1.json') as Stored)).toBeUndefined();
  });

  it.each([
    { type: 'CaseForgotten', schemaVersion: 1, data: {} },
    { type: 'toString', schemaVersion: 1, data: {} },
    { type: 'CaseReported', schemaVersion: 99, data: {} },
    { type: 'CaseReported', schemaVersion: 0, data: {} },
  ])('does not guess at $type v$schemaVersion', (stored) => {
    expect(decodeCaseEvent(stored)).toBeUndefined();
  });
});

describe('folding what is stored', () => {
  const handled = fold(
    noCase,
    'CaseReported ReceiptIssued NoteAdded CaseAccepted CustodyOffered ReturnRequested ReturnRefused CustodyAccepted',
    'FirstContactMade EscalationRaised EscalationAnswered HelperAdded HelpCompleted CaseSplit DuplicateLinked',
    'HandlingReported VerificationRecorded CallbackRecorded',
  );

  it('means what it has always meant on the way to the call-back', () => {
    expect(handled).toMatchObject({
      lifecycle: { stage: 'calling-back' },
      custody: {
        holder: '440605011001-b1',
        chain: [{ from: '440605011001', by: '440605011001' }],
        returns: 1,
        hops: 1,
      },
      serviceType: '050302',
      urgency: 'urgent',
      origin: '440605011001-b1-g1',
      filers: ['p-xu', 'p-wang'],
      acceptedBy: '440605011001',
      handlers: ['p-zhou', 'p-li', 'p-fang'],
      helpers: { '440605011-fire': 'done' },
      proposal: { outcome: 'partly-solved' },
      callBacks: { own: { attempts: 1, reached: true } },
      duplicates: ['0199a3c0-7d1e-7c55-9a40-2f6c1d0b8e02'],
      children: ['0199a3c0-7d1e-7c55-9a40-2f6c1d0b8e04'],
    });
  });

  it('means what it has always meant for rework, return and reopening', () => {
    expect(fold(handled, 'ReworkOrdered')).toMatchObject({ lifecycle: { stage: 'handling' }, reworks: 1 });
    expect(fold(handled, 'ReworkOrdered ReturnRequested ReturnGranted')).toMatchObject({
      custody: { holder: '440605011001', chain: [], returns: 2 },
    });
    const closed = fold(handled, 'CaseClosed PublicReplyPublished ReopenRequested');
    expect(closed).toMatchObject({
      lifecycle: { stage: 'closed', outcome: 'partly-solved', reopenUntil: '2026-04-04T09:00:00.000Z' },
      reopenRequested: true,
    });
    expect(fold(closed, 'CaseReopened')).toMatchObject({
      lifecycle: { stage: 'handling' },
      custody: { holder: '440605011001-b1', chain: [] },
      reopenRequested: false,
    });
  });

  it('means what it has always meant for merges and other ends', () => {
    const merged = fold(handled, 'CaseMerged');
    expect(merged).toMatchObject({
      lifecycle: { stage: 'merged', into: '0199a3c0-7d1e-7c55-9a40-2f6c1d0b8e04' },
    });
    expect(fold(merged, 'CaseUnmerged')).toEqual(handled);
    expect(fold(merged, 'DuplicateUnlinked CaseUnmerged')).toMatchObject({ duplicates: [] });
    expect(fold(handled, 'CaseWithdrawn')).toMatchObject({ lifecycle: { stage: 'withdrawn' } });
    expect(fold(noCase, 'CaseReported CaseRejected')).toMatchObject({ lifecycle: { stage: 'rejected' } });
  });
});

/** The state after the current samples of these types, in this order. */
function fold(state: Case, ...types: readonly string[]): Case {
  return types
    .join(' ')
    .split(' ')
    .map((type) => samples.get(currentFileOf(type)))
    .reduce<Case>((folded, stored) => {
      const event = stored && decodeCaseEvent(stored);
      if (!event) throw new Error('no such sample');
      return evolve(folded, event);
    }, state);
}

function currentFileOf(type: string): string {
  return fileOf(type, encodeCaseEvent({ type, data: {} } as CaseEvent).schemaVersion);
}

function fileOf(type: string, version: number): string {
  return `${type.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase()}.v${version}.json`;
}
