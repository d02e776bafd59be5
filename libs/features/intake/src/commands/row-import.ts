import type { CommandBus } from '@nestjs/cqrs';
import { caseStream, DecideCase } from '#cases/messages';
import { StreamNotFound, type EventStore } from '#event-store';
import type { Directory } from '#identity';
import type { Clock } from '#kernel';
import type { MappedRow, Step } from '../domain/mapping.js';
import { refuse } from '../domain/refusals.js';
import { caseIdOf, IMPORTER, stepIdOf } from './import-ids.js';
import type { UnitOpening } from './unit-opening.js';

export type Taken = 'imported' | 'already-there';

/** What all rows of a run have in common. */
export interface RowImportContext {
  readonly commands: CommandBus;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly store: EventStore;
  readonly mapping: string;
  /** Absent: the grid stays as it is. */
  readonly opening?: UnitOpening;
}

/**
 * Sends one row's life, step by step, without the steps that the log knows already: a run goes on where the last one was
 * killed, and a newer file carries an open case on. @throws Rejection
 */
export async function importRow(row: MappedRow, context: RowImportContext): Promise<Taken> {
  const caseId = caseIdOf(context.mapping, row.externalRef);
  const taken = await commandsIn(caseId, context.store);
  const last = row.steps.at(-1);
  if (last === undefined || taken.has(stepIdOf(caseId, last))) return 'already-there';
  if (Date.parse(last.occurredAt) > context.clock.now()) throw refuse('in-the-future');
  await context.opening?.open(row.units);
  await requireUnits(row.steps, context);
  for (const step of row.steps) {
    if (!taken.has(stepIdOf(caseId, step))) await send(caseId, step, context);
  }
  return 'imported';
}

async function commandsIn(caseId: string, store: EventStore): Promise<ReadonlySet<string>> {
  try {
    const events = await store.readStream(caseStream(caseId));
    return new Set(events.map(({ commandId }) => commandId));
  } catch (error) {
    if (error instanceof StreamNotFound) return new Set();
    throw error;
  }
}

/** Looked at before the first step, so that a refused row leaves no half case behind. */
async function requireUnits(steps: readonly Step[], { directory }: RowImportContext): Promise<void> {
  const units = await directory.units();
  for (const { command } of steps) {
    const unit = unitIn(command);
    if (unit !== undefined && !units.unit(unit)?.open) throw refuse('unit-not-there', { details: { unit } });
  }
}

function unitIn(command: Step['command']): string | undefined {
  if (command.type === 'OfferCustody') return command.data.to;
  return command.type === 'ReportCase' || command.type === 'AcceptCase' ? command.data.unit : undefined;
}

async function send(caseId: string, step: Step, { commands }: RowImportContext): Promise<void> {
  const { command, occurredAt } = step;
  const commandId = stepIdOf(caseId, step);
  // The row's number is its identity: a file that words it differently the next time is the same row.
  const meta = { commandId, fingerprint: commandId, by: IMPORTER, occurredAt, correlationId: caseId };
  await commands.execute(new DecideCase(caseId, command, meta));
}
