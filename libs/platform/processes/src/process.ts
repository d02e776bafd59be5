import type { EventFilter, StoredEvent } from '#event-store';
import type { Rejection } from '#kernel';

/** One command for the bus, and what follows should the business refuse it. */
export interface Step {
  /** An instance of a command class. */
  readonly command: object;
  /** Steps to take instead; absent: a refusal ends the matter, the state has moved on. */
  readonly refused?: (rejection: Rejection) => readonly Step[];
}

/**
 * Events → commands, pure. Each command's id is derived from the event's (`commandIdFrom`), so that an event seen twice
 * is one command.
 */
export interface Process {
  /** Kebab-case, stored with the place it has come to. */
  readonly name: string;
  readonly filter: EventFilter;
  react(event: StoredEvent): readonly Step[];
}
