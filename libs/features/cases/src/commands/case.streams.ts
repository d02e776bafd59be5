import { Injectable } from '@nestjs/common';
import {
  CommandHandling,
  EventStore,
  streamName,
  UnknownEvent,
  type EventCodec,
  type StreamName,
} from '#event-store';
import { Clock } from '#kernel';
import { decodeCaseEvent, encodeCaseEvent } from '../domain/case.codec.js';
import { caseDecider } from '../domain/case.decider.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case } from '../domain/case.state.js';

export const caseCodec: EventCodec<CaseEvent> = {
  encode: encodeCaseEvent,
  decode: (stored) => {
    const event = decodeCaseEvent(stored);
    if (!event) throw new UnknownEvent(stored);
    return event;
  },
};

export function caseStream(caseId: string): StreamName {
  return streamName('case', caseId);
}

/** The case streams, folded: where every case command is decided. */
@Injectable()
export class CaseStreams extends CommandHandling<Case, CaseEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, caseCodec, caseDecider, clock);
  }
}
