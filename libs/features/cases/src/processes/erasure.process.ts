import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { EraseSubject } from '../commands/case-desk.commands.js';
import { causedBy } from './relay.js';

/** Makes sure that the key is gone, should the service have died between the fact and the deed. */
export const erasureProcess: Process = {
  name: 'erasure',
  filter: { streamPrefixes: ['privacy-'], types: ['SubjectKeyDestroyed'] },
  react(stored: StoredEvent): readonly Step[] {
    const { subject } = stored.data as { subject: string };
    return [{ command: new EraseSubject(subject, causedBy(stored, 'again')) }];
  },
};
