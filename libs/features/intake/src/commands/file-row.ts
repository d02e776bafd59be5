import type { Rejection } from '#kernel';

/** One case where it stands in its file, or why it cannot be read. */
export interface FileRow<Content> {
  readonly file: string;
  /** Where it begins, counted from 1 as an editor shows it. */
  readonly line: number;
  /** Bytes from the file's start to about the row's end, to show how far a run has come. */
  readonly bytes: number;
  readonly content: Content | Rejection;
}

/** The text of a stream of bytes, as it comes. */
export async function* decoded(chunks: AsyncIterable<unknown>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
