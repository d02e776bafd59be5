import 'reflect-metadata';
import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-code.js';
import { failureOf, usageCodeOf } from './failure.js';
import { bilingual, type Io } from './io.js';
import { gridcase } from './program.js';

/** Runs one command line and answers with its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    await gridcase(io).parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return usageCodeOf(error);
    const { exitCode, sentence, cause } = failureOf(error);
    if (cause !== undefined) io.err(inspect(cause));
    io.err(`✗ ${bilingual(sentence)}`);
    return exitCode;
  }
}
