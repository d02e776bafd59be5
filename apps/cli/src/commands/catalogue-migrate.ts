import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { Calendars } from '#calendar/messages';
import { ForeseeMigration, MigrationDesk, OrderMigration, type MigrationPlan } from '#cases';
import { Catalogues } from '#catalogue/messages';
import { localTime, type Bilingual } from '#kernel';
import type { Workbench } from '#server';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { Progress } from '../progress.js';
import { table } from '../table.js';
import { openWorkbench, operatorMeta } from '../workbench.js';

interface Choice extends DataChoice, JsonChoice {
  readonly to: number | 'current';
  readonly dryRun?: boolean;
  readonly unit?: string;
  readonly type?: readonly string[];
}

const LOOK_EVERY_MS = 50;

export function catalogueMigrateCommand(io: Io): Command {
  const about = {
    en: 'Lead running cases over to a version of the catalogue, case by case. The service must be stopped.',
    zh: '将在办案件逐件迁移到指定版本的目录。须先停止服务。',
  };
  const to = { en: 'number of the version, or `current`', zh: '版本号，或 current（现行版本）' };
  const dryRun = { en: 'only say what would change', zh: '仅预演，不迁移' };
  const unit = { en: 'only cases that this unit sees', zh: '只迁移该单位可见的案件' };
  const type = { en: 'only cases of these service types', zh: '只迁移这些事项的案件' };
  return commandNamed('migrate', about, io)
    .addOption(new Option('--to <version>', bilingual(to)).argParser(versionFrom).default('current'))
    .option('--dry-run', bilingual(dryRun))
    .option('--unit <unit>', bilingual(unit))
    .option('--type <code...>', bilingual(type))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((choice: Choice) => migrate(io, choice));
}

async function migrate(io: Io, choice: Choice): Promise<void> {
  const bench = await openWorkbench(settingsOf(io, choice), io);
  try {
    await bench.caughtUp();
    const plan = await foreseen(io, bench, choice);
    const isOver = choice.dryRun ? undefined : await carriedOut(io, bench, choice, plan);
    if (choice.json) io.out(JSON.stringify({ dryRun: choice.dryRun === true, ...plan }, undefined, 2));
    else io.out(await shown(bench, plan, isOver === true));
  } finally {
    await bench.close();
  }
}

async function foreseen(io: Io, bench: Workbench, choice: Choice): Promise<MigrationPlan> {
  const progress = new Progress(io, { en: 'cases looked at', zh: '件案件已核对' });
  try {
    const watch = ({ done, total }: { readonly done: number; readonly total: number }) =>
      progress.update({ done, total, count: done });
    const { by } = operatorMeta();
    return await bench.get(CommandBus).execute(new ForeseeMigration(wishOf(choice), by, watch));
  } finally {
    progress.stop();
  }
}

/** The engine's own process does it, as in the running service; this one watches. */
async function carriedOut(io: Io, bench: Workbench, choice: Choice, { cases }: MigrationPlan): Promise<true> {
  if (io.signal.aborted) throw new Failure(EXIT.interrupted, NOT_BEGUN);
  const meta = operatorMeta();
  const order = new OrderMigration(wishOf(choice), meta);
  const { migrationId } = await bench.get(CommandBus).execute(order);
  const progress = new Progress(io, { en: 'cases led over', zh: '件案件已迁移' });
  try {
    for (;;) {
      if (io.signal.aborted) {
        bench.get(MigrationDesk).interrupt();
        throw new Failure(EXIT.interrupted, INTERRUPTED);
      }
      const { status, left } = await bench.get(MigrationDesk).progress(migrationId, meta.by);
      progress.update({ done: cases - left, total: cases, count: cases - left });
      if (status === 'completed') break;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    progress.stop();
  }
  await bench.caughtUp();
  return true;
}

const NOT_BEGUN = { en: 'Stopped; no case was changed.', zh: '已停止，未迁移任何案件。' };

const INTERRUPTED = {
  en: 'Stopped in the middle. The service goes on with it when it is started.',
  zh: '迁移中断。下次启动服务时将自动继续。',
};

function wishOf({ to, unit, type }: Choice) {
  return {
    ...(to !== 'current' && { to }),
    ...(unit !== undefined && { unit }),
    ...(type && { serviceTypes: type }),
  };
}

async function shown(bench: Workbench, plan: MigrationPlan, isDone: boolean): Promise<string> {
  const { types } = (await bench.get(Catalogues).book()).current;
  const { zone } = (await bench.get(Calendars).book()).for([]);
  const nameOf = (code: string): Bilingual => types.get(code)?.name ?? { en: code, zh: code };
  const rows = plan.types.map(({ serviceType, cases, moved }) => {
    return [serviceType, String(cases), String(moved), bilingual(nameOf(serviceType))];
  });
  const timeOf = (at: string | null) => (at === null ? '-' : localTime(zone, Date.parse(at)));
  const sample = plan.sample.flatMap(({ number, changes }) =>
    changes.map(({ name, from, to }) => [number, name, timeOf(from), timeOf(to)]),
  );
  return [
    bilingual(summaryOf(plan, isDone)),
    ...(rows.length > 0 ? ['', table([TYPE_TITLES, ...rows])] : []),
    ...(sample.length > 0 ? ['', table([[...SAMPLE_TITLES, `新期限 · new (${zone})`], ...sample])] : []),
  ].join('\n');
}

const TYPE_TITLES = ['编码 · code', '案件 · cases', '期限变动 · with another date', '名称 · name'];
const SAMPLE_TITLES = ['案件 · case', '时限 · limit', '原期限 · old'];

function summaryOf({ to: { version }, cases, moved }: MigrationPlan, isDone: boolean): Bilingual {
  if (isDone)
    return {
      en: `${cases} running cases now keep to version ${version}; in ${moved} of them some date has changed.`,
      zh: `${cases} 件在办案件已改按第 ${version} 版办理，其中 ${moved} 件的期限有变动。`,
    };
  return {
    en: `${cases} running cases would keep to version ${version}; in ${moved} of them some date would change.`,
    zh: `${cases} 件在办案件将改按第 ${version} 版办理，其中 ${moved} 件的期限将变动。`,
  };
}

function versionFrom(text: string): Choice['to'] {
  if (text === 'current') return text;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('1, 2, 3 … | current');
  return Number(text);
}
