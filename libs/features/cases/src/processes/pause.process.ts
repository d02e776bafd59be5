import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RelayToCase } from '../commands/case-desk.commands.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import { causedBy } from './relay.js';

/** The parts of a case stand while it is put aside, and run again with it. */
export const pauseProcess: Process = {
  name: 'pause',
  filter: { streamPrefixes: ['case-'], types: ['ClockPaused', 'ClockResumed'] },
  react(stored: StoredEvent): readonly Step[] {
    const event = decodeCaseEvent(stored);
    if (event?.type !== 'ClockPaused' && event?.type !== 'ClockResumed') return [];
    const command =
      event.type === 'ClockPaused'
        ? ({ type: 'PauseWithParent', data: { until: event.data.until } } as const)
        : ({ type: 'ResumeWithParent', data: {} } as const);
    const { parts = [] } = event.data;
    return parts.map((part) => ({ command: new RelayToCase(part, command, causedBy(stored, part)) }));
  },
};
