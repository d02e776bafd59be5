import type { Command } from 'commander';
import { SystemClock } from '#kernel';
import { ProjectionRunner } from '#read-store';
import { projectionsOf } from '#server';
import { commandNamed, dataOption, type DataChoice } from '../command.js';
import { logOf, readingVaultOf, settingsOf } from '../data-folder.js';
import { bilingual, type Io } from '../io.js';
import { Progress } from '../progress.js';

const ABOUT = {
  en: 'Make all read models again from the log. The service must be stopped; the old ones stay until the new ones are whole.',
  zh: '由日志重建全部查询库。须先停止服务；新库完成前旧库保持不变。',
};

export function rebuildCommand(io: Io): Command {
  return commandNamed('rebuild', ABOUT, io)
    .addOption(dataOption())
    .action((choice: DataChoice) => rebuild(io, choice));
}

async function rebuild(io: Io, choice: DataChoice): Promise<void> {
  const settings = settingsOf(io, choice);
  const store = logOf(settings);
  const keys = readingVaultOf(settings);
  const projections = projectionsOf(keys.vault);
  const runner = new ProjectionRunner({
    folder: settings.dataFolder,
    store,
    projections,
    clock: new SystemClock(),
  });
  const progress = new Progress(io, { en: 'events', zh: '事件' });
  let folded = 0;
  const watch = ({ events, of }: { readonly events: number; readonly of?: number }) => {
    folded = events;
    progress.update({
      done: events,
      count: events,
      ...(of === undefined ? {} : { total: Math.max(of, events) }),
    });
  };
  try {
    await runner.prepare(watch);
    // Preparing builds them where there were none, or others; then they are new already.
    if (folded === 0) await runner.rebuild(watch);
    progress.stop();
    io.out(
      bilingual({
        en: `The read models were made again from ${folded} events.`,
        zh: `已由 ${folded} 个事件重建查询库。`,
      }),
    );
  } finally {
    progress.stop();
    await runner.stop();
    await keys.close();
    await store.close();
  }
}
