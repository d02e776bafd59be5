import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RelayToCase } from '../commands/case-desk.commands.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import { causedBy } from './relay.js';

/** Files the children of a split, each a case of its own from then on. */
export const splitProcess: Process = {
  name: 'split',
  filter: { streamPrefixes: ['case-'], types: ['CaseSplit'] },
  react(stored: StoredEvent): readonly Step[] {
    const event = decodeCaseEvent(stored);
    if (event?.type !== 'CaseSplit') return [];
    const { children, ...inherited } = event.data;
    const parent = stored.stream.slice('case-'.length);
    return children.map(({ caseId, ...child }) => {
      const data = { ...inherited, ...child, channel: 'split', parent } as const;
      return { command: new RelayToCase(caseId, { type: 'ReportCase', data }, causedBy(stored, caseId)) };
    });
  },
};
