import { describe, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import { evolve } from '../case-evolve.js';
import { answerable, isOpen, type Case } from '../case.state.js';
import { units } from '../testing.js';
import { onEveryWalk } from './testing.js';

describe('answering for a case', () => {
  it('is always on exactly one unit of the grid while the case is open, and on none once it has ended', () => {
    onEveryWalk(function* (world) {
      for (const { caseId, after } of world.attempts) {
        const unit = answerable(after);
        const isKnown = unit !== undefined && units.unit(unit) !== undefined;
        if (isKnown !== isOpenCase(after)) yield { caseId, unit };
      }
    });
  });

  it('passes on only when the case is taken up, signed for, given back or reopened', () => {
    onEveryWalk(function* (world) {
      for (const { before, events } of world.attempts) {
        let state = before;
        for (const event of events) {
          const next = evolve(state, event);
          const expected = takerOf(event) ?? answerable(state);
          if (isOpenCase(state) && isOpenCase(next) && answerable(next) !== expected)
            yield { event, expected };
          state = next;
        }
      }
    });
  });

  it('stays with the holder when the case is only offered, escalated, or asked to be returned', () => {
    onEveryWalk(function* (world) {
      for (const { before, after, events } of world.attempts) {
        const last = events.at(-1);
        if (last?.type !== 'CustodyOffered' && last?.type !== 'ReturnRequested') continue;
        // A return may be granted and the case offered anew at once.
        const holder = events.map(takerOf).find((unit) => unit !== undefined) ?? answerable(before);
        if (answerable(after) !== holder) yield last;
        if (last.type === 'CustodyOffered' && last.data.from !== holder) yield last;
      }
    });
  });
});

function isOpenCase(state: Case): boolean {
  return state !== 'none' && isOpen(state);
}

/** The unit that an event makes answerable. */
function takerOf(event: CaseEvent): string | undefined {
  if (event.type === 'CaseAccepted' || event.type === 'CustodyAccepted' || event.type === 'CaseReopened')
    return event.data.unit;
  return event.type === 'ReturnGranted' ? event.data.holder : undefined;
}
