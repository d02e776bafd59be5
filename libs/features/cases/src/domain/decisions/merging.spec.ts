import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import type { CaseEvent } from '../case.events.js';
import { answerable } from '../case.state.js';
import { as, asSystem, called, given, life, offered, reportedAs, stateAfter, text } from '../testing.js';
import { linked, merged, withdrawn } from './testing.js';

const target = stateAfter(...life.held);

function unlinked(duplicate: string, ...nested: readonly string[]): CaseEvent {
  return { type: 'DuplicateUnlinked', data: { duplicate, reporters: [duplicate, ...nested] } };
}

function unmerged(...reporters: readonly string[]): CaseEvent {
  return { type: 'CaseUnmerged', data: { from: 'case-2', reporters } };
}

describe('merging a case into another', () => {
  const merge: CaseCommand = { type: 'Merge', data: { into: 'case-2' } };
  const knowing = (other?: typeof target | 'none') => as('chen', 'east', other && { other });

  it('points to the other and names its reporters, its own under its id', () => {
    given(...life.held)
      .when(merge, knowing(target))
      .expectEvents(merged);
    given(...life.held, linked('case-3', 'case-4'))
      .when(merge, knowing(target))
      .expectEvents({
        type: 'CaseMerged',
        data: { into: 'case-2', reporters: ['case-1', 'case-3', 'case-4'] },
      });
  });

  it('leaves nobody answering for the duplicate', () => {
    expect(answerable(stateAfter(...life.held, merged))).toBeUndefined();
  });

  it('changes nothing the second time', () => {
    given(...life.held, merged)
      .when(merge, knowing(target))
      .expectEvents();
  });

  it('is refused into another case once it is merged', () => {
    given(...life.held, merged)
      .when({ type: 'Merge', data: { into: 'case-5' } }, knowing(target))
      .expectRejection('case-merged');
  });

  it('is refused into itself, into nothing, and into a case that has ended', () => {
    given(...life.held)
      .when({ type: 'Merge', data: { into: 'case-1' } }, knowing(target))
      .expectRejection('merge-with-itself');
    given(...life.held)
      .when(merge, knowing())
      .expectRejection('case-not-found');
    given(...life.held)
      .when(merge, knowing('none'))
      .expectRejection('case-not-found');
    given(...life.held)
      .when(merge, knowing(stateAfter(...life.closed)))
      .expectRejection('target-not-open');
    given(...life.held)
      .when(merge, knowing(stateAfter(...life.held, merged)))
      .expectRejection('target-not-open');
  });

  it('is refused into a case of another service family; unsure belongs to every one', () => {
    const noise = stateAfter(...reportedAs({ serviceType: '040101' }));
    const unsure = stateAfter(...reportedAs({ serviceType: '129999' }));
    given(...life.held)
      .when(merge, knowing(noise))
      .expectRejection('other-family');
    given(...life.held)
      .when(merge, knowing(unsure))
      .expectEvents(merged);
  });
});

describe('undoing a merge', () => {
  const unmerge: CaseCommand = { type: 'Unmerge', data: { reason: text('two pipes') } };

  it('names where it was and which reporters come back', () => {
    given(...life.held, merged)
      .when(unmerge, as('chen'))
      .expectEvents({
        type: 'CaseUnmerged',
        data: { from: 'case-2', reporters: ['case-1'], reason: text('two pipes') },
      });
  });

  it('leaves the case as it was before, offers and all', () => {
    const offering = [...life.held, offered('mill', 'mill-1')];
    expect(stateAfter(...offering, merged, unmerged('case-1'))).toEqual(stateAfter(...offering));
  });

  it('keeps what happened to its own duplicates meanwhile', () => {
    const nested = [...life.held, linked('case-3')];
    expect(stateAfter(...nested, merged, unlinked('case-3'), unmerged('case-1'))).toEqual(
      stateAfter(...life.held),
    );
  });

  it('is refused the second time', () => {
    given(...life.held, merged, unmerged('case-1'))
      .when(unmerge, as('chen'))
      .expectRejection('not-merged');
  });

  it('changes nothing when the engine means a merge that was undone or replaced meanwhile', () => {
    const meant = (from: string): CaseCommand => ({ type: 'Unmerge', data: { from } });
    given(...life.held, merged)
      .when(meant('case-2'), asSystem('process'))
      .expectEvents(unmerged('case-1'));
    given(...life.held, merged)
      .when(meant('case-5'), asSystem('process'))
      .expectEvents();
    given(...life.held)
      .when(meant('case-2'), asSystem('process'))
      .expectEvents();
  });
});

describe('learning of a duplicate', () => {
  const link: CaseCommand = {
    type: 'LinkDuplicate',
    data: { duplicate: 'case-3', reporters: ['case-3', 'case-4'] },
  };
  const unlink: CaseCommand = { type: 'UnlinkDuplicate', data: link.data };

  it('adds its reporters to those to be called back', () => {
    given(...life.callingBack, called('own'))
      .when(link, asSystem('process'))
      .expectEvents(linked('case-3', 'case-4'));
    given(...life.callingBack, called('own'))
      .when(link, asSystem('process'))
      .expectState({
        duplicates: ['case-3'],
        callBacks: { own: { reached: true }, 'case-3': { reached: false }, 'case-4': { attempts: 0 } },
      });
  });

  it('changes nothing the second time', () => {
    given(...life.held, linked('case-3', 'case-4'))
      .when(link, asSystem('process'))
      .expectEvents();
  });

  it('is refused by a case that has ended meanwhile', () => {
    given(...life.held, withdrawn)
      .when(link, asSystem('process'))
      .expectRejection('target-not-open');
  });

  it('is undone without a trace but in the history', () => {
    given(...life.held, linked('case-3', 'case-4'))
      .when(unlink, asSystem('process'))
      .expectEvents(unlinked('case-3', 'case-4'));
    expect(stateAfter(...life.held, linked('case-3', 'case-4'), unlinked('case-3', 'case-4'))).toEqual(
      stateAfter(...life.held),
    );
  });

  it('tells the case it was merged into itself to forget the same reporters', () => {
    given(...life.held, linked('case-3', 'case-4'), merged)
      .when(unlink, asSystem('process'))
      .expectEvents({
        type: 'DuplicateUnlinked',
        data: { duplicate: 'case-3', reporters: ['case-3', 'case-4'], into: 'case-2' },
      });
  });

  it('is learned anew when the case was merged into a duplicate before', () => {
    given(...life.held, linked('case-2', 'case-3', 'case-4'))
      .when(link, asSystem('process'))
      .expectEvents(linked('case-3', 'case-4'));
  });

  it('keeps a duplicate of a duplicate that was merged into this case itself meanwhile', () => {
    const nested: CaseCommand = { type: 'UnlinkDuplicate', data: { ...link.data, nested: true } };
    given(...life.held, linked('case-2', 'case-3', 'case-4'))
      .when(nested, asSystem('process'))
      .expectEvents(unlinked('case-3', 'case-4'));
    given(...life.held, linked('case-2', 'case-3', 'case-4'), linked('case-3', 'case-4'))
      .when(nested, asSystem('process'))
      .expectEvents();
  });

  it('has nothing to undo where it was never learned, or the second time', () => {
    given(...life.held)
      .when(unlink, asSystem('process'))
      .expectEvents();
    given(...life.closed)
      .when(unlink, asSystem('process'))
      .expectEvents();
  });
});
