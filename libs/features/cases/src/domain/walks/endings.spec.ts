import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import { isOpen, type ExistingCase } from '../case.state.js';
import type { Attempt } from '../world/testing.js';
import { onEveryWalk } from './testing.js';

const LEFT_TO_A_FINAL_CASE = ['', 'ReopenRequested', 'CaseReopened', 'SupervisionCommented'];
const LEFT_TO_A_MERGED_CASE = ['', 'CaseUnmerged', 'SupervisionCommented'];

describe('ending a case', () => {
  it('leaves only reopening, and for a merged case only the undoing of the merge', () => {
    onEveryWalk(function* (world) {
      for (const attempt of world.attempts) {
        const { before, events } = attempt;
        if (before === 'none' || isOpen(before) || isStriking(attempt)) continue;
        const left = before.lifecycle.stage === 'merged' ? LEFT_TO_A_MERGED_CASE : LEFT_TO_A_FINAL_CASE;
        if (!left.includes(events.map(({ type }) => type).join())) yield { before, events };
      }
    });
  });

  it('lets the engine strike a reporter off the list whose merge was undone, with the date he brought, and nothing else', () => {
    onEveryWalk(function* (world) {
      for (const attempt of world.attempts) {
        const { before, after } = attempt;
        if (before === 'none' || after === 'none' || !isStriking(attempt)) continue;
        if (!isDeepStrictEqual(besideLinks(before), besideLinks(after))) yield { before, after };
      }
    });
  });

  it('is never the doing of the engine: what becomes of a parent cancels none of its children', () => {
    onEveryWalk((world) =>
      world.attempts.filter(
        ({ who, before, after }) =>
          who === 'process' && before !== 'none' && after !== 'none' && isOpen(before) && !isOpen(after),
      ),
    );
  });

  it('does not keep the children of a split from being filed', () => {
    onEveryWalk((world) =>
      [...world.cases.values()]
        .flatMap((state) => (state === 'none' ? [] : state.children))
        .filter((child) => world.stateOf(child) === 'none'),
    );
  });

  it('is undone only when somebody has asked', () => {
    onEveryWalk((world) =>
      world.attempts.filter(
        ({ before, events }) =>
          events[0]?.type === 'CaseReopened' && before !== 'none' && !before.reopenRequested,
      ),
    );
  });
});

function isStriking({ who, events }: Attempt): boolean {
  return who === 'process' && events[0]?.type === 'DuplicateUnlinked';
}

function besideLinks({ callBacks: _callBacks, duplicates: _duplicates, ...rest }: ExistingCase) {
  const { lifecycle, clock, ...others } = rest;
  // The date that it shared goes with the reporter.
  const { mergedDues: _dues, own: _own, versions: _versions, running, ...dates } = clock;
  const { handle: _shared, ...limits } = running;
  return { ...others, dates, limits, stage: lifecycle.stage };
}
