import { Command } from '@nestjs/cqrs';
import type { LogPosition } from '#event-store';

/** What the event at this position has to tell goes into the outbox, for every channel that hears of it. */
export class SendNotices extends Command<void> {
  constructor(readonly position: LogPosition) {
    super();
  }
}
