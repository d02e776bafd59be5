import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Rejection } from '#kernel';
import type { Mapping, Row } from '../domain/mapping.js';
import { refuse } from '../domain/refusals.js';

/** One row where it stands in its file, or why it cannot be read. */
export interface FileRow {
  readonly file: string;
  /** Where it begins, counted from 1 as an editor shows it. */
  readonly line: number;
  /** Bytes of UTF-8 from the file's start to the row's end. */
  readonly bytes: number;
  readonly content: Row | Rejection;
}

/** What csv-parse tells with `info: true`. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** Longest row in characters; a quote that is never closed would swallow the whole file. */
const LONGEST_ROW = 256 * 1024;

/** Streams a file's rows. After a row that breaks the CSV itself nothing more is read of the file. */
export async function* rowsOf(file: string, mapping: Mapping, encoding: string): AsyncGenerator<FileRow> {
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
  pipeline(Readable.from(textOf(file, encoding)), parser, () => undefined);
  return parser;
}

async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function flawOf(header: readonly string[], { columns }: Mapping): Rejection | undefined {
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
