import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Bilingual } from '#kernel';

/** Everything a command touches of the world outside the data folder. */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The result: what a program or a pipe reads. */
  readonly out: (text: string) => void;
  /** What is said on the way to it. */
  readonly err: (text: string) => void;
  /** Where a moving line can be drawn; absent when nobody watches a terminal. */
  readonly terminal?: NodeJS.WriteStream;
  /** An answer typed by a person, or the next line of a pipe; '' at the end of the input. */
  readonly ask: (question: string, how?: 'openly' | 'hidden') => Promise<string>;
  /** Aborted by Ctrl+C or the end of the session. */
  readonly signal: AbortSignal;
}

export function bilingual({ en, zh }: Bilingual): string {
  return en === zh ? en : `${zh} · ${en}`;
}

/** The process's own streams. */
export function terminalIo(): Io {
  return {
    environment: process.env,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    ...(process.stderr.isTTY ? { terminal: process.stderr } : {}),
    ask: askTerminal,
    signal: interruption(),
  };
}

/** The first signal asks for an orderly end; a second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}

function askTerminal(question: string, how: 'openly' | 'hidden' = 'openly'): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY;
  process.stderr.write(`${question} `);
  const lines = createInterface({
    input: process.stdin,
    output: how === 'hidden' ? silent : process.stderr,
    terminal,
  });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line.trim());
      lines.close();
      if (how === 'hidden') process.stderr.write('\n');
    });
    lines.once('close', () => resolve(''));
  });
}
