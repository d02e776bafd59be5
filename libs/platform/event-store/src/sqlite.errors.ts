import { sqliteCodeOf } from '#sqlite';
import { OutcomeUnknown, ReadOnly, StoreFull, Unavailable } from './event-store.errors.js';

/** What the driver says, in the port's own words; anything else passes as it is. */
export function translated(error: unknown): unknown {
  const code = sqliteCodeOf(error);
  if (code === '') return error;
  const { message } = error as Error;
  const cause = { cause: error };
  if (code === 'SQLITE_FULL') return new StoreFull(message, cause);
  if (code.startsWith('SQLITE_READONLY')) return new ReadOnly(message, cause);
  if (code === 'SQLITE_IOERR_FSYNC') return new OutcomeUnknown(message, cause); // written, but perhaps not on the disk
  return new Unavailable(`${code}: ${message}`, cause);
}

/** Runs a piece of work whose driver errors must not leave the adapter. */
export function translating<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** Whether a statement broke a rule of the schema: this append is at fault, not the store. */
export function isConstraint(error: unknown): boolean {
  return sqliteCodeOf(error).startsWith('SQLITE_CONSTRAINT');
}
