import { describe, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import type { Attempt } from '../world/testing.js';
import { onEveryWalk } from './testing.js';

interface Calls {
  readonly reached: boolean;
  readonly attempts: number;
}

const ENOUGH_ATTEMPTS = 3;

describe('closing a case', () => {
  it('waits until every reporter was reached or tried three times since it was last worked on', () => {
    onEveryWalk(function* (world) {
      const calls = new Map<string, Map<string, Calls>>();
      for (const attempt of world.attempts) {
        const ofCase = calls.get(attempt.caseId) ?? new Map<string, Calls>();
        calls.set(attempt.caseId, ofCase);
        for (const event of attempt.events) {
          if (event.type === 'CaseClosed' && !event.data.onSpot) yield* missing(attempt, ofCase);
          count(event, ofCase);
        }
      }
    });
  });
});

function count(event: CaseEvent, calls: Map<string, Calls>): void {
  if (event.type === 'ReworkOrdered' || event.type === 'CaseReopened') calls.clear();
  if (event.type === 'DuplicateUnlinked') for (const reporter of event.data.reporters) calls.delete(reporter);
  if (event.type !== 'CallbackRecorded') return;
  const { reached, attempts } = calls.get(event.data.reporter) ?? { reached: false, attempts: 0 };
  calls.set(event.data.reporter, { reached: reached || event.data.reached, attempts: attempts + 1 });
}

/** An import has no record of calls: one attempt is enough for it. */
function missing({ actor, before, caseId }: Attempt, calls: ReadonlyMap<string, Calls>) {
  const enough = actor?.role === 'import' ? 1 : ENOUGH_ATTEMPTS;
  return Object.keys(before === 'none' ? {} : before.callBacks)
    .filter((reporter) => {
      const made = calls.get(reporter);
      return made === undefined || !(made.reached || made.attempts >= enough);
    })
    .map((reporter) => ({ caseId, reporter }));
}
