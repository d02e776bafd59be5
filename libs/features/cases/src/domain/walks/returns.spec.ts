import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import type { ExistingCase } from '../case.state.js';
import { units } from '../testing.js';
import type { World } from '../world/testing.js';
import { onEveryWalk } from './testing.js';

describe('returning a case', () => {
  it('is decided by the level that dispatched it, and the second time one level above that', () => {
    onEveryWalk(function* (world) {
      for (const { before, event } of returnsIn(world)) {
        const dispatcher = (before.custody.offer ?? before.custody.chain.at(-1))?.by ?? '';
        const desks = units.pathOf(dispatcher).filter(isDesk);
        const own = desks.length - 1;
        const expected = desks[before.custody.returns === 0 ? own : Math.max(0, own - 1)];
        if (event.data.decideBy !== expected) yield { event, expected };
      }
    });
  });

  it('happens twice at most; a third is refused', () => {
    onEveryWalk(function* (world) {
      const count = new Map<string, number>();
      for (const { caseId } of returnsIn(world)) count.set(caseId, (count.get(caseId) ?? 0) + 1);
      yield* [...count].filter(([, times]) => times > 2);
    });
  });

  it('is never decided by the unit that asks', () => {
    onEveryWalk((world) => returnsIn(world).filter(({ event }) => event.data.decideBy === event.data.unit));
  });

  it('leaves everything as it was when it is refused', () => {
    onEveryWalk(function* (world) {
      for (const { before, after, events } of world.attempts) {
        if (events[0]?.type !== 'ReturnRefused' || before === 'none' || after === 'none') continue;
        const { pendingReturn, ...custody } = before.custody;
        const expected = pendingReturn?.offer ? { ...custody, offer: pendingReturn.offer } : custody;
        if (!isDeepStrictEqual(after.custody, expected)) yield { got: after.custody, expected };
      }
    });
  });

  it('is over once it is granted', () => {
    onEveryWalk((world) =>
      world.attempts.filter(
        ({ after, events }) =>
          events[0]?.type === 'ReturnGranted' &&
          after !== 'none' &&
          after.custody.pendingReturn !== undefined,
      ),
    );
  });
});

type ReturnRequested = Extract<CaseEvent, { type: 'ReturnRequested' }>;

interface Return {
  readonly caseId: string;
  readonly before: ExistingCase;
  readonly event: ReturnRequested;
}

function returnsIn(world: World): readonly Return[] {
  return world.attempts.flatMap(({ caseId, before, events: [event] }) =>
    before !== 'none' && event?.type === 'ReturnRequested' ? [{ caseId, before, event }] : [],
  );
}

function isDesk(id: string): boolean {
  const level = units.unit(id)?.level;
  return level !== 'group' && level !== 'external';
}
