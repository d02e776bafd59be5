import { once } from 'node:events';
import type { Command } from 'commander';
import { settingsFrom } from '#config';
import { startServer } from '#server';
import { commandNamed, dataOption, type DataChoice } from '../command.js';
import { bilingual, type Io } from '../io.js';

interface Choice extends DataChoice {
  readonly host?: string;
  readonly port?: string;
}

const ABOUT = {
  en: 'Start the service and keep it running until Ctrl+C; what is in flight is finished first.',
  zh: '启动服务，按 Ctrl+C 停止；停止前会完成处理中的请求。',
};

export function startCommand(io: Io): Command {
  return commandNamed('start', ABOUT, io)
    .option(
      '--host <address>',
      bilingual({ en: 'address to listen on, else GRIDCASE_HOST', zh: '监听地址，否则用 GRIDCASE_HOST' }),
    )
    .option(
      '--port <number>',
      bilingual({ en: 'port to listen on, else GRIDCASE_PORT', zh: '监听端口，否则用 GRIDCASE_PORT' }),
    )
    .addOption(dataOption())
    .action((choice: Choice) => start(io, choice));
}

async function start(io: Io, { host, port, data }: Choice): Promise<void> {
  const given = { GRIDCASE_HOST: host, GRIDCASE_PORT: port, GRIDCASE_DATA: data };
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  const settings = settingsFrom({ ...io.environment, ...Object.fromEntries(chosen) });
  const server = await startServer(settings, { tell: (news) => io.out(bilingual(news)) });
  if (!io.signal.aborted) await once(io.signal, 'abort');
  io.out(bilingual({ en: 'Stopping: finishing what is in flight …', zh: '正在停止：完成处理中的请求…' }));
  await server.stop();
}
