import { CommanderError } from 'commander';
import { SettingRefused } from '#config';
import { CannotOpen } from '#event-store';
import { Rejection, type Bilingual } from '#kernel';
import { MasterKeyRefused } from '#privacy';
import { ViewsInUse } from '#read-store';
import { EXIT, type ExitCode } from './exit-code.js';

/** What a command says when it cannot do its work: a sentence for the person, a code for the shell. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    readonly sentence: Bilingual,
    options?: ErrorOptions,
  ) {
    super(sentence.en, options);
    this.name = 'Failure';
  }
}

/** Whatever was thrown, as a failure with a sentence in both languages. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Rejection) return new Failure(exitCodeOf(error), detailed(error));
  if (error instanceof SettingRefused) return new Failure(EXIT.usage, named(error.setting, error.sentence));
  if (error instanceof CannotOpen)
    return new Failure(CANNOT_OPEN[error.reason] ?? EXIT.failed, error.sentence);
  if (error instanceof ViewsInUse) return new Failure(EXIT.inUse, VIEWS_IN_USE);
  if (error instanceof MasterKeyRefused) return new Failure(EXIT.failed, error.sentence);
  if (isPortTaken(error)) return new Failure(EXIT.failed, PORT_TAKEN);
  return new Failure(EXIT.failed, UNFORESEEN, { cause: error });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function named(setting: string, { en, zh }: Bilingual): Bilingual {
  return { en: `${setting}: ${en}`, zh: `${setting}：${zh}` };
}

/** Of commander itself: help and version are no failure, everything else is wrong usage. */
export function usageCodeOf(error: CommanderError): ExitCode {
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}

const UNFORESEEN = {
  en: 'Something failed that nobody has foreseen; what it was stands above.',
  zh: '发生未预料的错误，详情见上。',
};

const PORT_TAKEN = {
  en: 'The port is taken; name another one with --port or GRIDCASE_PORT.',
  zh: '端口已被占用；请用 --port 或 GRIDCASE_PORT 指定其他端口。',
};

const CANNOT_OPEN: Partial<Record<CannotOpen['reason'], ExitCode>> = {
  'in-use': EXIT.inUse,
  missing: EXIT.notFound,
};

const VIEWS_IN_USE = {
  en: 'The read models are in use: a service is running on this data folder; stop it first.',
  zh: '查询库正在使用：有服务正在使用此数据目录，请先停止服务。',
};

function exitCodeOf({ kind }: Rejection): ExitCode {
  if (kind === 'not-found') return EXIT.notFound;
  return kind === 'invalid' ? EXIT.usage : EXIT.failed;
}

function detailed({ sentence, details }: Rejection): Bilingual {
  const more = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
  return { en: sentence.en + more, zh: sentence.zh + more };
}
