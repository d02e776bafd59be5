import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { dueView, type ReckonedDueView } from '#calendar';
import { NATIONAL } from '#calendar/messages';
import type { Settings } from '#config';
import type { CalendarRef, Limit, WorkCalendar } from '#kernel';
import { UnitListQueries } from '#units';
import { calendarVersionOption, lookingAtCalendars } from '../calendar-source.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { reading } from '../reading.js';

const UNITS = ['elapsed-seconds', 'elapsed-hours', 'working-hours', 'working-days', 'same-day'] as const;
type Counting = (typeof UNITS)[number];

interface DueChoice extends DataChoice, JsonChoice {
  readonly from?: number;
  readonly nextDay?: boolean;
  readonly at: string;
  readonly version?: number;
}

export function calendarDueCommand(io: Io): Command {
  const about = {
    en: 'When a limit ends, and why then: `due working-days 3 --next-day`.',
    zh: '计算到期时间并说明理由，如 due working-days 3 --next-day。',
  };
  const at = { en: 'a unit or a calendar, whose time it is', zh: '单位或日历编号' };
  const from = {
    en: 'when it starts, ISO 8601 with zone; else now',
    zh: '起算时刻（含时区的 ISO 8601），默认现在',
  };
  return commandNamed('due', about, io)
    .addArgument(
      new Argument('<unit>', bilingual({ en: 'how time is counted', zh: '计时单位' })).choices(UNITS),
    )
    .argument(
      '[amount]',
      bilingual({ en: 'how much of it; not for same-day', zh: '数量，same-day 不填' }),
      amountOf,
    )
    .addOption(new Option('--from <moment>', bilingual(from)).argParser(momentOf))
    .option('--next-day', bilingual({ en: 'counts from the day after', zh: '自次日起算' }))
    .option('--at <unit>', bilingual(at), NATIONAL)
    .addOption(calendarVersionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (unit: Counting, amount: number | undefined, choice: DueChoice) => {
      const calendar = await calendarAt(settingsOf(io, choice), choice);
      const view = dueView(calendar, choice.from ?? Date.now(), limitOf(unit, amount, choice));
      io.out(choice.json ? JSON.stringify(view, undefined, 2) : shown(view));
    });
}

function shown({ why }: ReckonedDueView): string {
  return [...why.map(({ zh }) => zh), '', ...why.map(({ en }) => en)].join('\n');
}

async function calendarAt(settings: Settings, { at, version }: DueChoice): Promise<WorkCalendar> {
  const path = at === NATIONAL || version !== undefined ? [] : await pathOf(settings, at);
  return lookingAtCalendars(settings, async (calendars) => {
    const ref: CalendarRef | undefined = version === undefined ? undefined : { id: at, version };
    const book = await calendars.book(ref);
    const found = ref ? book.at(ref) : book.for(path);
    if (found) return found;
    throw new Failure(EXIT.notFound, {
      en: `There is no version ${version} of calendar ${at}.`,
      zh: `日历 ${at} 没有第 ${version} 版。`,
    });
  });
}

async function pathOf(settings: Settings, unit: string): Promise<readonly string[]> {
  const found = await reading(settings, (views) => new UnitListQueries(views).find(unit, Date.now()));
  if (found) return found.path;
  throw new Failure(EXIT.notFound, { en: `There is no unit ${unit}.`, zh: `没有单位 ${unit}。` });
}

/** @throws Failure where an amount is missing */
function limitOf(unit: Counting, amount: number | undefined, { nextDay }: DueChoice): Limit {
  if (unit === 'same-day') return { unit };
  if (amount !== undefined) return { unit, amount, ...(nextDay && { from: 'next-day' }) };
  throw new Failure(EXIT.usage, { en: `How many ${unit}?`, zh: `请给出 ${unit} 的数量。` });
}

function amountOf(text: string): number {
  const amount = Number(text);
  if (!(amount > 0)) throw new InvalidArgumentError('> 0');
  return amount;
}

function momentOf(text: string): number {
  const moment = /T.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) throw new InvalidArgumentError('2026-09-30T16:20:00+08:00');
  return moment;
}
