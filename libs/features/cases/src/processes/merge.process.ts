import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RelayToCase } from '../commands/case-desk.commands.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import { causedBy } from './relay.js';

/** The other half of a merge: the target learns of the duplicate, or, having ended meanwhile, the merge is undone. */
export const mergeProcess: Process = {
  name: 'merge',
  filter: { streamPrefixes: ['case-'], types: ['CaseMerged', 'CaseUnmerged'] },
  react(stored: StoredEvent): readonly Step[] {
    const event = decodeCaseEvent(stored);
    const duplicate = stored.stream.slice('case-'.length);
    if (event?.type === 'CaseMerged') {
      const { into, reporters } = event.data;
      const link = { type: 'LinkDuplicate', data: { duplicate, reporters } } as const;
      const undo = { type: 'Unmerge', data: {} } as const;
      return [
        {
          command: new RelayToCase(into, link, causedBy(stored, 'link')),
          refused: () => [{ command: new RelayToCase(duplicate, undo, causedBy(stored, 'undo')) }],
        },
      ];
    }
    if (event?.type === 'CaseUnmerged') {
      const { from, reporters } = event.data;
      const unlink = { type: 'UnlinkDuplicate', data: { duplicate, reporters } } as const;
      return [{ command: new RelayToCase(from, unlink, causedBy(stored, 'unlink')) }];
    }
    return [];
  },
};
