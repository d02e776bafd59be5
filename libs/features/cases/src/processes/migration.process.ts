import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { MigrateCases } from '../commands/rounds.commands.js';
import { causedBy } from './relay.js';

/** Carries out what was ordered, also after the service has died in the middle of it. */
export const migrationProcess: Process = {
  name: 'migration',
  filter: { streamPrefixes: ['migration-'], types: ['MigrationOrdered'] },
  react(stored: StoredEvent): readonly Step[] {
    if (stored.schemaVersion !== 1) return [];
    const migrationId = stored.stream.slice('migration-'.length);
    return [{ command: new MigrateCases(migrationId, causedBy(stored, 'MigrateCases')) }];
  },
};
