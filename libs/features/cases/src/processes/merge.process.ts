import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RelayToCase } from '../commands/case-desk.commands.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import type { CaseCommand } from '../domain/case.commands.js';
import { causedBy } from './relay.js';

/** Keeps both sides of a merge in step: what one case has decided, the other learns. */
export const mergeProcess: Process = {
  name: 'merge',
  filter: {
    streamPrefixes: ['case-'],
    types: ['CaseMerged', 'CaseUnmerged', 'DuplicateUnlinked', 'CaseRejected', 'CaseWithdrawn'],
  },
  react(stored: StoredEvent): readonly Step[] {
    const event = decodeCaseEvent(stored);
    const caseId = stored.stream.slice('case-'.length);
    if (event?.type === 'CaseMerged') {
      const { into, ...linked } = event.data;
      const link = step(stored, into, { type: 'LinkDuplicate', data: { duplicate: caseId, ...linked } });
      // The target has ended meanwhile: the merge is undone.
      return [{ ...link, refused: () => [unmerge(stored, caseId, into)] }];
    }
    if (event?.type === 'CaseUnmerged') {
      const { from, reporters } = event.data;
      return [step(stored, from, { type: 'UnlinkDuplicate', data: { duplicate: caseId, reporters } })];
    }
    if (event?.type === 'DuplicateUnlinked') {
      const { into, ...gone } = event.data;
      const data = { ...gone, nested: true } as const;
      return into === undefined ? [] : [step(stored, into, { type: 'UnlinkDuplicate', data })];
    }
    const ended = event?.type === 'CaseRejected' || event?.type === 'CaseWithdrawn';
    const released = ended ? (event.data.releases ?? []) : [];
    return released.map((id) => unmerge(stored, id, caseId));
  },
};

/** This merge and no other: the case may have been merged anew by the time the command arrives. */
function unmerge(stored: StoredEvent, caseId: string, from: string): Step {
  return step(stored, caseId, { type: 'Unmerge', data: { from } });
}

function step(stored: StoredEvent, caseId: string, command: CaseCommand): Step {
  return { command: new RelayToCase(caseId, command, causedBy(stored, `${command.type} ${caseId}`)) };
}
