import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import { evolve } from '../case-evolve.js';
import type { Case, ExistingCase } from '../case.state.js';
import type { World } from '../world/testing.js';
import { onEveryWalk } from './testing.js';

/** Nested merges undone in the wrong moment are rare. */
const MANY = 300;

describe('merging and unmerging', () => {
  it('leaves the duplicate and the target as they were, but for the history', () => {
    onEveryWalk(function* (world) {
      for (const { before, after, events } of world.attempts) {
        const [event] = events;
        if (event?.type === 'CaseMerged') {
          const { into: from, reporters } = event.data;
          const undone = evolve(after, { type: 'CaseUnmerged', data: { from, reporters } });
          if (!isDeepStrictEqual(dated(undone), dated(before))) yield { before, undone };
        }
        if (event?.type === 'DuplicateLinked' && !knewOneOf(event.data.reporters, before)) {
          const undone = evolve(after, { type: 'DuplicateUnlinked', data: event.data });
          if (!isDeepStrictEqual(dated(undone), dated(before))) yield { before, undone };
        }
      }
    });
  });

  it('brings a case back to where it was, however long it was merged', () => {
    onEveryWalk(function* (world) {
      const whenMerged = new Map<string, Case>();
      for (const { caseId, before, after, events } of world.attempts) {
        if (events[0]?.type === 'CaseMerged') whenMerged.set(caseId, before);
        const earlier = whenMerged.get(caseId) ?? 'none';
        if (
          events[0]?.type === 'CaseUnmerged' &&
          !isDeepStrictEqual(besideLinks(after), besideLinks(earlier))
        )
          yield { earlier, after };
      }
    });
  });

  it('keeps every reporter, however nested: a case calls its own and those of all merged into it, no others', () => {
    onEveryWalk(function* (world) {
      for (const [caseId, state] of world.cases) {
        if (state === 'none' || state.lifecycle.stage === 'merged') continue;
        const merged = [...world.cases.keys()].filter((id) => id !== caseId && endOf(id, world) === caseId);
        const called = Object.keys(state.callBacks).toSorted();
        if (called.join() !== ['own', ...merged].toSorted().join()) yield { caseId, called, merged };
      }
    }, MANY);
  });

  it('leaves no case merged into one that was withdrawn or rejected', () => {
    onEveryWalk(function* (world) {
      for (const [caseId, state] of world.cases) {
        if (state === 'none' || state.lifecycle.stage !== 'merged') continue;
        const target = world.stateOf(state.lifecycle.into);
        const stage = target === 'none' ? target : target.lifecycle.stage;
        if (stage === 'withdrawn' || stage === 'rejected') yield { caseId, stage };
      }
    }, MANY);
  });
});

/** From another merge that is undone by now, but not yet known to be. */
function knewOneOf(reporters: readonly string[], state: Case): boolean {
  return state !== 'none' && reporters.some((reporter) => Object.hasOwn(state.callBacks, reporter));
}

function besideLinks(state: Case) {
  if (state === 'none') return state;
  const { callBacks: _callBacks, duplicates: _duplicates, clock, ...rest } = state;
  // The date it shares with its own duplicates follows them.
  const { handle: _shared, ...dates } = datesOf(clock);
  return { ...rest, dates };
}

/** The case with the dates its clock shows, whatever was armed how often. */
function dated(state: Case) {
  if (state === 'none') return state;
  const { clock, ...rest } = state;
  return { ...rest, dates: datesOf(clock) };
}

function datesOf({ running, standing, own }: ExistingCase['clock']): Readonly<Record<string, string>> {
  const all = { ...standing, ...running, ...(own && { handle: own }) };
  return Object.fromEntries(Object.values(all).map(({ name, due }) => [name, due]));
}

/** The case at the end of the merges that begin with this one. */
function endOf(caseId: string, world: World): string {
  const state = world.stateOf(caseId);
  return state !== 'none' && state.lifecycle.stage === 'merged' ? endOf(state.lifecycle.into, world) : caseId;
}
