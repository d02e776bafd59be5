import type { Outbox } from './outbox.js';
import type { ReadingMarks } from './reading-marks.js';
import { openOutboxFile } from './sqlite.outbox-file.js';
import { SqliteOutbox } from './sqlite.outbox.js';
import { SqliteReadingMarks } from './sqlite.reading-marks.js';

/** Outbox and reading marks over one file, outbox.db; `:memory:` for specs. */
export function openOutbox({ file }: { readonly file: string }): {
  readonly outbox: Outbox;
  readonly marks: ReadingMarks;
} {
  const database = openOutboxFile(file);
  return { outbox: new SqliteOutbox(database), marks: new SqliteReadingMarks(database) };
}
