import type { Command } from 'commander';
import { verifyLog, type Finding, type Verification } from '#event-store';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { logOf, settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { Progress } from '../progress.js';

const ABOUT = {
  en: 'Walk the whole log, also while the service runs, and name every event that was changed, removed or moved.',
  zh: '核验整个日志（服务运行时也可），指出每个被改动、删除或移动的事件。',
};

export function verifyCommand(io: Io): Command {
  return commandNamed('verify', ABOUT, io)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((choice: DataChoice & JsonChoice) => verify(io, choice));
}

async function verify(io: Io, choice: DataChoice & JsonChoice): Promise<void> {
  const store = logOf(settingsOf(io, choice));
  const progress = new Progress(io, { en: 'events', zh: '事件' });
  try {
    const result = await verifyLog(store, { onProgress: (count) => progress.update({ done: count, count }) });
    progress.stop();
    io.out(choice.json ? asJson(result) : asText(result));
    if (result.found > 0) throw new Failure(EXIT.foundWrong, wrong(result.found));
  } finally {
    progress.stop();
    await store.close();
  }
}

function wrong(found: number) {
  return {
    en: `${found} ${found === 1 ? 'event is' : 'events are'} not as written.`,
    zh: `${found} 个事件与写入时不符。`,
  };
}

function asText({ events, streams, findings, found }: Verification): string {
  const walked = {
    en: `${events} events in ${streams} streams were walked, ${found} found wrong.`,
    zh: `已核验 ${streams} 个流中的 ${events} 个事件，发现 ${found} 处问题。`,
  };
  return [...findings.map(lineOf), bilingual(walked)].join('\n');
}

function lineOf({ kind, stream, revision, position, sentence }: Finding): string {
  return `${stream ?? '?'} @${revision ?? '?'} (${position}) ${kind}: ${bilingual(sentence)}`;
}

function asJson({ findings, ...counts }: Verification): string {
  const named = findings.map(({ revision, ...finding }) => ({
    ...finding,
    ...(revision === undefined ? {} : { revision: Number(revision) }),
  }));
  return JSON.stringify({ ...counts, findings: named }, undefined, 2);
}
