import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Rejection } from '#kernel';
import type { CsvMapping, Row } from '../domain/mapping.js';
import { refuse } from '../domain/refusals.js';
import { decoded, type FileRow } from './file-row.js';

/** What csv-parse tells with `info: true`. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** Longest row in characters; a quote that is never closed would swallow the whole file. */
const LONGEST_ROW = 256 * 1024;

/** Streams a file's rows. After a row that breaks the CSV itself nothing more is read of the file. */
export async function* rowsOf(
  file: string,
  mapping: CsvMapping,
  encoding: string,
): AsyncGenerator<FileRow<Row>> {
  let header: readonly string[] | undefined;
  let [line, bytes] = [1, 0];
  try {
    for await (const { record, info } of parsed(file, encoding)) {
      const content = header === undefined ? flawOf(record, mapping) : rowOf(header, record);
      if (content) yield { file, line, bytes: info.bytes, content };
      if (header === undefined && content) return;
      header ??= record.map(tidied);
      [line, bytes] = [info.lines + 1, info.bytes];
    }
    if (header === undefined) yield { file, line, bytes, content: refuse('file-empty') };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { file, line, bytes, content: refuse('broken-csv') };
  }
}

function parsed(file: string, encoding: string): AsyncIterable<Parsed> {
  const options = { info: true, relax_column_count: true, relax_quotes: true, max_record_size: LONGEST_ROW };
  const parser = parse(options);
  // The parser is told of every error and throws it to its reader; the callback has nothing to add.
  pipeline(Readable.from(decoded(createReadStream(file), encoding)), parser, () => undefined);
  return parser;
}

function flawOf(header: readonly string[], { columns }: CsvMapping): Rejection | undefined {
  const names = header.map(tidied);
  const missing = columns.filter((column) => !names.includes(column));
  return missing.length > 0 ? refuse('columns-missing', { details: { missing } }) : undefined;
}

/** Undefined for a blank line. */
function rowOf(header: readonly string[], record: readonly string[]): Row | Rejection | undefined {
  if (record.length === 1 && record[0] === '') return undefined;
  if (record.length === header.length)
    return new Map(header.map((name, index) => [name, record[index] ?? '']));
  return refuse('wrong-column-count', { details: { expected: header.length, found: record.length } });
}

function tidied(name: string): string {
  return name.trim();
}
