import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { MigrationReport } from '../domain/migration/migration-report.js';
import type { MigrationOrder } from '../domain/migration/migration.events.js';

/** Brings the dates at a unit and below it up to the calendars in force; safe to repeat, also after half of it. */
export class RecomputeCases extends Command<void> {
  constructor(
    /** `cn`, or the unit whose calendar has changed. */
    readonly calendarId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** A migration as somebody wishes it. */
export interface MigrationWish extends Omit<MigrationOrder, 'to'> {
  /** Number of a version of the catalogue; absent: the one in force. */
  readonly to?: number;
}

/** Decides that running cases go over to other rules; a process carries it out. */
export class OrderMigration extends Command<CommandAnswer & { readonly migrationId: string }> {
  constructor(
    readonly wish: MigrationWish,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** What a round has done so far, of how much. */
export interface RoundStep {
  readonly done: number;
  readonly total: number;
}

export interface MigrationPlan extends MigrationReport, Pick<MigrationOrder, 'to'> {}

/** What a migration would do: nothing is written. */
export class ForeseeMigration extends Command<MigrationPlan> {
  constructor(
    readonly wish: MigrationWish,
    readonly by: CommandMeta['by'],
    readonly onStep?: (step: RoundStep) => void,
  ) {
    super();
  }
}

/** Carries an order out, case by case; goes on where it was interrupted, and does nothing once it is completed. */
export class MigrateCases extends Command<MigrationReport> {
  constructor(
    readonly migrationId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
