import { CommandBus } from '@nestjs/cqrs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { catalogueChanges, contentOf, flawsOf, type Publication } from '#catalogue';
import { PublishCatalogue, starterCatalogue, type CatalogueChange } from '#catalogue/messages';
import { limitText, type Bilingual, type CatalogueContent } from '#kernel';
import { jsonIn, publicationIn, publicationsOf } from '../catalogue-source.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { table } from '../table.js';
import { openWorkbench, operatorMeta } from '../workbench.js';
import { catalogueMigrateCommand } from './catalogue-migrate.js';

type Choice = DataChoice & JsonChoice;

interface VersionChoice extends Choice {
  readonly version?: number;
}

interface ExportChoice extends VersionChoice {
  readonly starter?: boolean;
}

interface PublishChoice extends Choice {
  readonly note?: string;
}

const FILE = {
  en: 'a catalogue as JSON, as `export` writes it',
  zh: '目录文件（JSON，格式与 export 输出相同）',
};

export function catalogueCommand(io: Io): Command {
  const about = {
    en: 'Service types, limits and ladders. All but publish and migrate work while the service runs.',
    zh: '服务事项、时限与督办阶梯。除 publish、migrate 外，服务运行时也可使用。',
  };
  return commandNamed('catalogue', about, io)
    .addCommand(showCommand(io))
    .addCommand(exportCommand(io))
    .addCommand(checkCommand(io))
    .addCommand(diffCommand(io))
    .addCommand(publishCommand(io))
    .addCommand(catalogueMigrateCommand(io));
}

function showCommand(io: Io): Command {
  return commandNamed('show', { en: 'The catalogue in force.', zh: '现行事项目录。' }, io)
    .addOption(versionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ version, ...choice }: VersionChoice) => {
      const found = await publicationIn(settingsOf(io, choice), version);
      io.out(choice.json ? asJson(found) : shown(found));
    });
}

function exportCommand(io: Io): Command {
  const about = { en: 'Its content as JSON, to be edited.', zh: '输出目录内容（JSON），供编辑。' };
  const starter = { en: 'the one that ships, with its examples', zh: '随程序附带的示例目录' };
  return commandNamed('export', about, io)
    .addOption(versionOption())
    .option('--starter', bilingual(starter))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ version, starter, ...choice }: ExportChoice) => {
      io.out(
        asJson(starter ? starterCatalogue : (await publicationIn(settingsOf(io, choice), version)).content),
      );
    });
}

function checkCommand(io: Io): Command {
  const about = { en: 'What is wrong with a catalogue; nothing is published.', zh: '检查目录文件，不发布。' };
  return commandNamed('check', about, io)
    .argument('<file>', bilingual(FILE))
    .addOption(jsonOption())
    .action((file: string, { json = false }: JsonChoice) => {
      const { types, ladders } = soundContentIn(file, io, json);
      const good = {
        en: `No flaw: ${types.length} service types, ${Object.keys(ladders).length} ladders.`,
        zh: `没有错误：事项 ${types.length} 类，督办阶梯 ${Object.keys(ladders).length} 个。`,
      };
      io.out(json ? asJson({ flaws: [] }) : bilingual(good));
    });
}

function diffCommand(io: Io): Command {
  const about = {
    en: 'What a catalogue would change; nothing is published.',
    zh: '与现行目录比对，不发布。',
  };
  return commandNamed('diff', about, io)
    .argument('<file>', bilingual(FILE))
    .addOption(versionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (file: string, { version, json = false, ...choice }: VersionChoice) => {
      const content = soundContentIn(file, io, json);
      const published = await publicationsOf(settingsOf(io, choice));
      const against =
        version === undefined ? published.at(-1) : await publicationIn(settingsOf(io, choice), version);
      const changes = catalogueChanges(against?.content, content);
      io.out(json ? asJson({ against: against?.version ?? 0, changes }) : changesShown(changes));
    });
}

function publishCommand(io: Io): Command {
  const about = {
    en: 'Publish a catalogue; running cases keep theirs. The service must be stopped.',
    zh: '发布目录，在办案件仍按原目录办理。须先停止服务。',
  };
  return commandNamed('publish', about, io)
    .argument('<file>', bilingual(FILE))
    .option('--note <text>', bilingual({ en: 'what is new in it, and why', zh: '修改内容与理由' }))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (file: string, { json = false, ...choice }: PublishChoice) => {
      const content = soundContentIn(file, io, json);
      const { version, hash } = await publish(content, io, choice);
      const done = { en: `Version ${version} is in force.`, zh: `第 ${version} 版现已生效。` };
      io.out(json ? asJson({ version, hash }) : bilingual(done));
    });
}

async function publish(
  content: CatalogueContent,
  io: Io,
  { note, ...choice }: PublishChoice,
): Promise<Publication> {
  const settings = settingsOf(io, choice);
  const bench = await openWorkbench(settings, io);
  try {
    const data = { content, ...(note === undefined ? {} : { note }) };
    await bench.get(CommandBus).execute(new PublishCatalogue(data, operatorMeta()));
    await bench.caughtUp();
  } finally {
    await bench.close();
  }
  return publicationIn(settings);
}

/** @throws Failure with the list of flaws said before */
function soundContentIn(file: string, io: Io, json: boolean): CatalogueContent {
  const offered = jsonIn(file);
  const flaws = flawsOf(offered);
  if (flaws.length === 0) return contentOf(offered);
  const rows = flaws.map(({ path, sentence }) => [path === '' ? '/' : path, bilingual(sentence)]);
  io.out(json ? asJson({ flaws }) : table(rows));
  throw new Failure(EXIT.foundWrong, {
    en: `${flaws.length} flaws in ${file}.`,
    zh: `${file} 有 ${flaws.length} 处错误。`,
  });
}

function shown({ version, hash, publishedAt, note, content }: Publication): string {
  const head = [
    bilingual(content.name),
    `${bilingual({ en: `version ${version}`, zh: `第 ${version} 版` })}  ${publishedAt}  ${hash.slice(0, 12)}`,
    ...(note === undefined ? [] : [note]),
  ];
  const rows = content.types.map(({ code, name, urgency, limits }) => {
    const limit = (limits.handle ?? content.limits.handle)?.limit;
    return [code, urgency, limit ? bilingual(limitText(limit)) : '-', bilingual(name)];
  });
  const titles = ['编码 · code', '紧急程度 · urgency', '办理时限 · to handle', '名称 · name'];
  return `${head.join('\n')}\n\n${table([titles, ...rows])}`;
}

function changesShown(changes: readonly CatalogueChange[]): string {
  const none: Bilingual = { en: 'Nothing would change.', zh: '没有变化。' };
  if (changes.length === 0) return bilingual(none);
  return changes.map(({ path, sentence: { zh, en } }) => `${path}\n  ${zh}\n  ${en}`).join('\n');
}

function versionOption(): Option {
  const about = { en: 'a version by its number, else the one in force', zh: '版本号，默认现行版本' };
  return new Option('--version <number>', bilingual(about)).argParser((text) => {
    if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('1, 2, 3 …');
    return Number(text);
  });
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
