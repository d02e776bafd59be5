import { CommandBus } from '@nestjs/cqrs';
import { Option, type Command } from 'commander';
import { EraseSubject } from '#cases/messages';
import { caseIdOf } from '../case-number.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { openWorkbench, operatorMeta } from '../workbench.js';

interface Choice extends DataChoice, JsonChoice {
  readonly yes?: boolean;
}

const ABOUT = {
  en: 'Destroy the keys of a case or a reporter: their texts are gone for ever, history and counts stay whole. The service must be stopped.',
  zh: '销毁案件或诉求人的密钥：其文字永久消失，经过与统计保持完整。须先停止服务。',
};
const SUBJECT = {
  en: 'number of a case (its own texts and its reporter), case:<id> or reporter:<id>',
  zh: '案件编号（案件文字与诉求人一并销毁）、case:<标识> 或 reporter:<标识>',
};

export function eraseCommand(io: Io): Command {
  return commandNamed('erase', ABOUT, io)
    .argument('<subject>', bilingual(SUBJECT))
    .addOption(new Option('--yes', bilingual({ en: 'do not ask', zh: '不再询问' })))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((subject: string, choice: Choice) => erase(io, subject, choice));
}

async function erase(io: Io, given: string, choice: Choice): Promise<void> {
  const settings = settingsOf(io, choice);
  const subjects = /^(case|reporter):/.test(given)
    ? [given]
    : ['case', 'reporter'].map((kind) => `${kind}:${given}`);
  const bench = await openWorkbench(settings, io);
  try {
    const named = await Promise.all(
      subjects.map((subject) => withCaseId(subject, (name) => caseIdOf(name, settings))),
    );
    if (!choice.yes) await confirm(io, given);
    for (const subject of named)
      await bench.get(CommandBus).execute(new EraseSubject(subject, operatorMeta()));
    await bench.caughtUp();
    await bench.forgetErased();
    io.out(choice.json ? JSON.stringify({ erased: named }, undefined, 2) : bilingual(erased(named)));
  } finally {
    await bench.close();
  }
}

async function withCaseId(subject: string, idOf: (name: string) => Promise<string>): Promise<string> {
  const [kind = '', name = ''] = subject.split(':');
  return `${kind}:${await idOf(name)}`;
}

async function confirm(io: Io, given: string): Promise<void> {
  const question = {
    en: `This cannot be undone. Type ${given} again to erase it:`,
    zh: `此操作无法撤销。请再次输入 ${given} 以确认：`,
  };
  if ((await io.ask(bilingual(question))) === given) return;
  throw new Failure(EXIT.usage, { en: 'Nothing was erased.', zh: '未销毁任何内容。' });
}

function erased(subjects: readonly string[]) {
  const names = subjects.join(', ');
  return {
    en: `Keys destroyed: ${names}. Backups made before still hold them.`,
    zh: `已销毁密钥：${names}。此前的备份中仍有密钥。`,
  };
}
