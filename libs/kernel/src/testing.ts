import { expect } from '@jest/globals';
import type { Decider } from './decider.js';
import { Rejection } from './rejection.js';

export { bookOf, plainCalendar } from './working-time/testing.js';

/** Given–when–expect over a decider, with the context its commands are decided in. */
export function specificationOf<C, S, E, X>(decider: Decider<C, S, E, X>, context: X) {
  return {
    given: (...history: readonly E[]) => ({
      when: (command: C, moment: X = context) => {
        const state = history.reduce((folded, event) => decider.evolve(folded, event), decider.initialState);
        const decide = () => decider.decide(command, state, moment);
        return {
          expectEvents: (...events: readonly E[]) => expect(decide()).toEqual(events),
          expectRejection: (code: string) => expect(codeOf(decide)).toBe(code),
          expectState: (state: unknown) =>
            expect(
              decide().reduce((folded, event) => decider.evolve(folded, event), stateOf(history)),
            ).toMatchObject(state as object),
        };
      },
    }),
  };

  function stateOf(history: readonly E[]): S {
    return history.reduce((folded, event) => decider.evolve(folded, event), decider.initialState);
  }
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'accepted';
}
