import { sqliteCodeOf } from '#sqlite';
import { CannotOpen } from './event-store.errors.js';
import type { CannotOpenReason } from './event-store.errors.js';

const SENTENCES: Readonly<Record<CannotOpenReason, readonly [en: string, zh: string]>> = {
  'in-use': [
    '{file} is in use: another process writes to it, and only one may.',
    '{file} 正在使用：另一个进程正在写入，同一时间只允许一个写入进程。',
  ],
  missing: ['There is no log at {file}.', '{file} 处没有日志。'],
  'not-a-log': ['{file} is not a log of Gridcase.', '{file} 不是 Gridcase 的日志文件。'],
  newer: [
    '{file} was written by a newer release ({why}); start that release.',
    '{file} 由更新的版本写入（{why}）；请启动较新的版本。',
  ],
  older: [
    '{file} is of an older release ({why}); start the service once to bring it up to date.',
    '{file} 来自旧版本（{why}）；请先启动一次服务以完成升级。',
  ],
  'not-durable': [
    '{file} cannot be written durably here: a write-ahead log at full synchronisation was refused ({why}).',
    '{file} 在此处无法可靠写入：系统拒绝了完全同步的预写日志（{why}）。',
  ],
  unreachable: ['{file} cannot be opened: {why}.', '无法打开 {file}：{why}。'],
};

/** The error with its sentences filled in. */
export function cannotOpen(reason: CannotOpenReason, file: string, why = '', cause?: unknown): CannotOpen {
  const [en, zh] = SENTENCES[reason];
  const filled = (text: string) => text.replace('{file}', () => file).replace('{why}', () => why);
  return new CannotOpen(reason, file, { en: filled(en), zh: filled(zh) }, { cause });
}

/** What the driver says while a log is being opened, as a sentence for people. */
export function openingError(error: unknown, file: string): CannotOpen {
  if (error instanceof CannotOpen) return error;
  const code = sqliteCodeOf(error);
  if (code.startsWith('SQLITE_BUSY')) return cannotOpen('in-use', file, '', error);
  if (code === 'SQLITE_NOTADB') return cannotOpen('not-a-log', file, '', error);
  return cannotOpen('unreachable', file, error instanceof Error ? error.message : String(error), error);
}
