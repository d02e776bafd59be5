import { Command, Option } from 'commander';
import type { Bilingual } from '#kernel';
import { bilingual, type Io } from './io.js';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 · Usage:',
  'Arguments:': '参数 · Arguments:',
  'Options:': '选项 · Options:',
  'Commands:': '命令 · Commands:',
};

/** A command that speaks through `io`, in both languages, and throws where commander would end the process. */
export function commandNamed(name: string, about: Bilingual, io: Io): Command {
  return new Command(name)
    .description(bilingual(about))
    .summary(bilingual({ en: firstPart(about.en), zh: firstPart(about.zh) }))
    .helpOption('-h, --help', bilingual({ en: 'show this help', zh: '显示帮助' }))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title, helpWidth: 110 })
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      outputError: (text, write) => write(`用法有误 · ${text}`),
    });
}

/** Enough of a sentence for a list of commands. */
function firstPart(sentence: string): string {
  return sentence.split(/[,:;.(，：；。（]/u)[0] ?? sentence;
}

/** Where the data are; the environment says so for all commands, this for one. */
export function dataOption(): Option {
  const about = {
    en: 'data folder, else GRIDCASE_DATA, else ./data',
    zh: '数据目录，否则用 GRIDCASE_DATA，再否则 ./data',
  };
  return new Option('--data <folder>', bilingual(about));
}

export function jsonOption(): Option {
  return new Option('--json', bilingual({ en: 'print JSON, for programs', zh: '输出 JSON,供程序读取' }));
}

export interface DataChoice {
  readonly data?: string;
}

export interface JsonChoice {
  readonly json?: boolean;
}
