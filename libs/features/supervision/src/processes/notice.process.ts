import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { SendNotices } from '../commands/send-notices.commands.js';
import { NOTICE_TYPES } from '../domain/notice-types.js';

/** Events of cases → what goes out because of them; what a file has brought is history and is told to nobody. */
export const noticeProcess: Process = {
  name: 'notices',
  filter: { streamPrefixes: ['case-'], types: NOTICE_TYPES },
  react({ actor, position }: StoredEvent): readonly Step[] {
    return actor.role === 'import' ? [] : [{ command: new SendNotices(position) }];
  },
};
