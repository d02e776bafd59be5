import { Injectable } from '@nestjs/common';
import { CommandHandling, EventStore, type CommandAnswer } from '#event-store';
import { Clock } from '#kernel';
import { caseDecider } from '../domain/case.decider.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case } from '../domain/case.state.js';
import { caseCodec } from '../streams.js';

type Handling = CommandHandling<Case, CaseEvent>;

/** The case streams, folded: where every case command is decided. */
@Injectable()
export class CaseStreams extends CommandHandling<Case, CaseEvent> {
  private readonly underWay = new Set<Promise<CommandAnswer>>();

  constructor(store: EventStore, clock: Clock) {
    super(store, caseCodec, caseDecider, clock);
  }

  override async handle(...asked: Parameters<Handling['handle']>): Promise<CommandAnswer> {
    const answer = super.handle(...asked);
    this.underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.underWay.delete(answer);
    }
  }

  /** Resolves when every command that is under way now has come to its end: none is left that knows less than the next. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }
}
