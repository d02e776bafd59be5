import { unreachable, type Decider, type Message } from '#kernel';
import type { MigrationEvent, MigrationOrder } from './migration.events.js';

export type Migration =
  { readonly status: 'none' } | { readonly status: 'ordered' | 'completed'; readonly order: MigrationOrder };

export type MigrationCommand =
  Message<'OrderMigration', MigrationOrder> | Message<'CompleteMigration', Record<never, never>>;

/** An order is carried out once: a later one must not be undone by an earlier one that is seen again. */
export const migrationDecider: Decider<MigrationCommand, Migration, MigrationEvent, void> = {
  initialState: { status: 'none' },
  decide(command, { status }) {
    switch (command.type) {
      case 'OrderMigration':
        return status === 'none' ? [{ type: 'MigrationOrdered', data: command.data }] : [];
      case 'CompleteMigration':
        return status === 'ordered' ? [{ type: 'MigrationCompleted', data: {} }] : [];
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'MigrationOrdered':
        return { status: 'ordered', order: event.data };
      case 'MigrationCompleted':
        return state.status === 'none' ? state : { ...state, status: 'completed' };
      default:
        return unreachable(event);
    }
  },
};
