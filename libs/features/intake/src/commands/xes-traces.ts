import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Trace } from '../domain/mapping.js';
import { refuse } from '../domain/refusals.js';
import { decoded, type FileRow } from './file-row.js';
import { BrokenXes, TraceParser } from './trace-parser.js';

/** Longest text of one case in characters; what is packed small may be without end. */
const LONGEST_TRACE = 4 * 1024 * 1024;

/** Streams the cases of an event log, packed or not. Where the file breaks nothing more is read of it. */
export async function* tracesOf(file: string, encoding: string): AsyncGenerator<FileRow<Trace>> {
  const source = createReadStream(file);
  const parser = new TraceParser();
  let sinceLast = 0;
  try {
    for await (const text of decoded(unpacked(file, source), encoding)) {
      parser.write(text);
      const found = parser.take();
      sinceLast = found.length > 0 ? 0 : sinceLast + text.length;
      for (const { line, trace } of found) yield { file, line, bytes: source.bytesRead, content: trace };
      if (sinceLast > LONGEST_TRACE) throw new BrokenXes();
    }
    parser.end();
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    for (const { line, trace } of parser.take()) {
      yield { file, line, bytes: source.bytesRead, content: trace };
    }
    yield { file, line: parser.line, bytes: source.bytesRead, content: refuse('broken-xes') };
  } finally {
    source.destroy();
  }
}

function unpacked(file: string, source: ReturnType<typeof createReadStream>): AsyncIterable<unknown> {
  if (!file.toLowerCase().endsWith('.gz')) return source;
  // The packer is told of every error and throws it to its reader; the callback has nothing to add.
  return pipeline(source, createGunzip(), () => undefined);
}

/** Broken XML, or a packing that zlib cannot read. */
function isOfTheFile(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return error instanceof BrokenXes || (typeof code === 'string' && code.startsWith('Z_'));
}
