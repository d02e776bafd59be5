import { SettingRefused, settingsFrom } from '#config';
import type { Bilingual } from '#kernel';
import { startServer } from './server.js';

const EMPTY_WITHIN_MS = 500;

/** The service as a process: until a signal asks it to stop. */
export async function run(): Promise<void> {
  try {
    const server = await startServer(settingsFrom(process.env), { tell });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(server.stop));
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}

async function end(stop: () => Promise<void>): Promise<void> {
  tell({ zh: '正在停止：完成处理中的请求…', en: 'stopping: finishing what is in flight …' });
  try {
    await stop();
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
  // Everything is closed; a timer that somebody forgot holds nobody up.
  setTimeout(() => process.exit(), EMPTY_WITHIN_MS).unref();
}

function tell({ zh, en }: Bilingual): void {
  console.log(`${zh} · ${en}`);
}

/** One line for what somebody can put right; the whole of it for what only we can. */
function complain(error: unknown): void {
  console.error(error instanceof SettingRefused ? `✗ ${error.message}` : (lineOf(error) ?? error));
}

function lineOf(error: unknown): string | undefined {
  const sentence = sentenceOf(error);
  return sentence && `✗ ${sentence.zh} · ${sentence.en}`;
}

function sentenceOf(error: unknown): Bilingual | undefined {
  if (!(error instanceof Error)) return undefined;
  const { sentence, code, port } = error as Error & { sentence?: Bilingual; code?: string; port?: number };
  if (code !== 'EADDRINUSE') return sentence;
  return {
    zh: `端口 ${port} 已被占用；请用 GRIDCASE_PORT 指定其他端口`,
    en: `port ${port} is taken; name another one with GRIDCASE_PORT`,
  };
}
