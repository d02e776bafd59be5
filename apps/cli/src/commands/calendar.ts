import { CommandBus } from '@nestjs/cqrs';
import { Option, type Command } from 'commander';
import { calendarView, lineView, loadNationalCalendar, sheetOf, type CalendarView } from '#calendar';
import { Calendars, NATIONAL, PublishCalendar } from '#calendar/messages';
import { CalendarMoveQueries } from '#cases';
import type { Workbench } from '#server';
import { calendarLinesOf, calendarLineIn, calendarVersionOption } from '../calendar-source.js';
import { jsonIn } from '../catalogue-source.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { table } from '../table.js';
import { openWorkbench, operatorMeta } from '../workbench.js';
import { calendarDueCommand } from './calendar-due.js';

type Choice = DataChoice & JsonChoice;

interface VersionChoice extends Choice {
  readonly version?: number;
}

interface PublishChoice extends Choice {
  readonly base?: 'above';
  readonly note?: string;
}

const ID = { en: '`cn`, or the unit whose calendar it is', zh: 'cn，或日历所属单位的编号' };
const WEEKDAYS = ['一 · Mon', '二 · Tue', '三 · Wed', '四 · Thu', '五 · Fri', '六 · Sat', '日 · Sun'];

export function calendarCommand(io: Io): Command {
  const about = {
    en: 'Working time: who works when, and when a limit ends. All but load and publish work while the service runs.',
    zh: '工作日历与时限计算。除 load、publish 外，服务运行时也可使用。',
  };
  return commandNamed('calendar', about, io)
    .addCommand(listCommand(io))
    .addCommand(showCommand(io))
    .addCommand(exportCommand(io))
    .addCommand(loadCommand(io))
    .addCommand(publishCommand(io))
    .addCommand(calendarDueCommand(io));
}

function listCommand(io: Io): Command {
  return commandNamed('list', { en: 'The national calendar and the units’ own.', zh: '日历列表。' }, io)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (choice: Choice) => {
      const lines = [...(await calendarLinesOf(settingsOf(io, choice))).values()];
      const views = lines.map((line) => lineView(line)).filter((line) => line !== undefined);
      const rows = views.map(({ id, version, coverageUntil, zone, retired, note = '-' }) => [
        id,
        String(version),
        retired ? '已停用 · retired' : '有效 · in force',
        coverageUntil,
        zone,
        note,
      ]);
      const head = [
        '日历 · calendar',
        '版本 · version',
        '状态 · state',
        '已知至 · known until',
        '时区 · zone',
        '说明 · note',
      ];
      io.out(choice.json ? asJson(views) : table([head, ...rows]));
    });
}

function showCommand(io: Io): Command {
  return commandNamed('show', { en: 'A calendar, whole.', zh: '日历全文。' }, io)
    .argument('[calendar]', bilingual(ID), NATIONAL)
    .addOption(calendarVersionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (id: string, { version, ...choice }: VersionChoice) => {
      const line = await calendarLineIn(settingsOf(io, choice), id);
      const view = calendarView(line, version);
      if (!view) throw noSuchVersion(id, version);
      io.out(choice.json ? asJson(view) : shown(view));
    });
}

function exportCommand(io: Io): Command {
  const about = { en: 'Its content as JSON, to be edited.', zh: '输出日历内容（JSON），供编辑。' };
  return commandNamed('export', about, io)
    .argument('[calendar]', bilingual(ID), NATIONAL)
    .addOption(calendarVersionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (id: string, { version, ...choice }: VersionChoice) => {
      const { versions } = await calendarLineIn(settingsOf(io, choice), id);
      const found = version === undefined ? versions.at(-1) : versions[version - 1];
      if (!found) throw noSuchVersion(id, version);
      io.out(asJson(sheetOf(found.calendar)));
    });
}

function loadCommand(io: Io): Command {
  const about = {
    en: 'Publish the national holidays that ship with the program; hours stay as they are. The service must be stopped.',
    zh: '发布随程序附带的国家节假日安排，工作时段不变。须先停止服务。',
  };
  return commandNamed('load', about, io)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((choice: Choice) =>
      publishing(io, choice, NATIONAL, (bench) => {
        const loading = { commandBus: bench.get(CommandBus), calendars: bench.get(Calendars) };
        return loadNationalCalendar(loading, operatorMeta());
      }),
    );
}

function publishCommand(io: Io): Command {
  const about = {
    en: 'Publish a version; what is in the past keeps its dates. The service must be stopped.',
    zh: '发布新版本，过去的日期不变。须先停止服务。',
  };
  const base = {
    en: 'what the file leaves out is as in the calendar above the unit',
    zh: '文件中未写的沿用上级日历',
  };
  return commandNamed('publish', about, io)
    .argument('<calendar>', bilingual(ID))
    .argument(
      '<file>',
      bilingual({ en: 'JSON, as `export` writes it', zh: 'JSON 文件，格式与 export 输出相同' }),
    )
    .addOption(new Option('--base <base>', bilingual(base)).choices(['above']))
    .option('--note <text>', bilingual({ en: 'what is new in it, and why', zh: '修改内容与理由' }))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((calendarId: string, file: string, { base: from, note, ...choice }: PublishChoice) => {
      const calendar = jsonIn(file);
      const data = { calendarId, calendar, ...(from && { base: from }), ...(note !== undefined && { note }) };
      return publishing(io, choice, calendarId, (bench) =>
        bench.get(CommandBus).execute(new PublishCalendar(data, operatorMeta())),
      );
    });
}

async function publishing(
  io: Io,
  { json, ...choice }: Choice,
  id: string,
  work: (bench: Workbench) => Promise<unknown>,
): Promise<void> {
  const bench = await openWorkbench(settingsOf(io, choice), io);
  try {
    await work(bench);
    await bench.caughtUp();
    const version = (await bench.get(Calendars).lines()).get(id)?.versions.length ?? 0;
    const moved = await bench.get(CalendarMoveQueries).count({ id, version });
    const done = {
      en: `Version ${version} of ${id} is in force; ${moved} dates of running cases moved.`,
      zh: `日历 ${id} 第 ${version} 版现已生效，在办案件期限变动 ${moved} 个。`,
    };
    io.out(json ? asJson({ calendarId: id, version, moved }) : bilingual(done));
  } finally {
    await bench.close();
  }
}

function shown({ id, version, retired, zone, coverageUntil, note, week, days }: CalendarView): string {
  const state = retired ? '已停用 · retired' : '有效 · in force';
  const hoursOf = (hours: readonly string[]) => (hours.length === 0 ? '休息 · off' : hours.join(', '));
  const year = coverageUntil.slice(0, 4);
  const special = Object.entries(days)
    .filter(([date]) => date >= year)
    .map(([date, { name, hours }]) => [date, bilingual(name), hoursOf(hours)]);
  return [
    `${id} v${version}  ${state}  ${zone}`,
    bilingual({ en: `holidays known until ${coverageUntil}`, zh: `节假日已知至 ${coverageUntil}` }),
    ...(note === undefined ? [] : [note]),
    '',
    table(week.map((hours, day) => [WEEKDAYS[day] ?? '', hoursOf(hours)])),
    '',
    table([[`特殊日期 · special days, ${year}`, '', ''], ...special]),
  ].join('\n');
}

function noSuchVersion(id: string, version: number | undefined): Failure {
  return new Failure(EXIT.notFound, {
    en: `There is no version ${version} of calendar ${id}.`,
    zh: `日历 ${id} 没有第 ${version} 版。`,
  });
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
