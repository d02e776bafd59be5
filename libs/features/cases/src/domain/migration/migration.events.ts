import type { Message, RulesRef } from '#kernel';

/** Which running cases go over to which version of the catalogue; an absent part means all. */
export interface MigrationOrder {
  readonly to: RulesRef;
  readonly serviceTypes?: readonly string[];
  /** A unit that sees the case. */
  readonly unit?: string;
}

/** The order and its end, in a stream of its own; what came of it for a case is that case's `RulesMigrated`. */
export type MigrationEvent =
  Message<'MigrationOrdered', MigrationOrder> | Message<'MigrationCompleted', Record<never, never>>;
