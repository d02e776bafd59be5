import { Injectable } from '@nestjs/common';
import { CommandHandling, EventStore } from '#event-store';
import { Clock } from '#kernel';
import { caseDecider } from '../domain/case.decider.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case } from '../domain/case.state.js';
import { caseCodec } from '../streams.js';

/** The case streams, folded: where every case command is decided. */
@Injectable()
export class CaseStreams extends CommandHandling<Case, CaseEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, caseCodec, caseDecider, clock);
  }
}
