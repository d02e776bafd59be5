import { InvalidArgumentError, Option, type Command } from 'commander';
import { calendarsIn } from '#calendar';
import { ACTING_ROLES, DUE_NAMES, DueBoardQueries, dueRowView, type ActingRole } from '#cases';
import { bookOf } from '#catalogue/messages';
import { publicationsIn } from '#catalogue';
import type { Settings } from '#config';
import { localTime, type CalendarBook, type Rules } from '#kernel';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { logOf, settingsOf } from '../data-folder.js';
import { bilingual, type Io } from '../io.js';
import { reading } from '../reading.js';
import { table } from '../table.js';
import { unitAsked } from '../unit-tree.js';

interface Choice extends DataChoice, JsonChoice {
  readonly unit?: string;
  readonly role?: ActingRole;
  readonly name?: string;
  readonly overdue?: boolean;
  readonly limit: number;
}

type Row = ReturnType<typeof dueRowView>;

const ABOUT = {
  en: 'What is due next at a unit and those below it. Works while the service runs.',
  zh: '单位及其下级即将到期的事项。服务运行时也可使用。',
};

export function dueCommand(io: Io): Command {
  const role = { en: 'only what waits for this role', zh: '只列待该角色办理的' };
  const name = { en: 'only this limit', zh: '只列此类时限' };
  const limit = { en: 'at most so many lines', zh: '最多行数' };
  const unit = { en: 'id of a unit; else the whole grid', zh: '单位编号，缺省为整个网格' };
  return commandNamed('due', ABOUT, io)
    .option('--unit <unit>', bilingual(unit))
    .addOption(new Option('--role <role>', bilingual(role)).choices(ACTING_ROLES))
    .addOption(new Option('--name <limit>', bilingual(name)).choices(DUE_NAMES))
    .option('--overdue', bilingual({ en: 'only what is over already', zh: '只列已逾期的' }))
    .option('--limit <lines>', bilingual(limit), countFrom, 50)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((choice: Choice) => due(io, choice));
}

async function due(io: Io, choice: Choice): Promise<void> {
  const settings = settingsOf(io, choice);
  const { calendars, rules } = await booksOf(settings);
  const now = Date.now();
  const { unit, rows } = await reading(settings, async (views) => {
    const asked = await unitAsked(views, choice.unit);
    const entries = await new DueBoardQueries(views).page({
      ...filterFrom(choice, now),
      scope: asked.unit_id,
    });
    return { unit: asked, rows: entries.map((entry) => dueRowView(entry, calendars, now, rules)) };
  });
  if (choice.json) {
    const board = { unit: unit.unit_id, asOf: new Date(now).toISOString(), deadlines: rows };
    io.out(JSON.stringify(board, undefined, 2));
  } else io.out(asText(rows, calendars.for(unit.path).zone));
}

function filterFrom({ role, name, overdue, limit }: Choice, now: number) {
  return {
    limit,
    ...(role !== undefined && { role }),
    ...(name !== undefined && { name }),
    ...(overdue && { until: now }),
  };
}

interface Books {
  readonly calendars: CalendarBook;
  readonly rules: Rules | undefined;
}

async function booksOf(settings: Settings): Promise<Books> {
  const store = logOf(settings);
  try {
    const rules = bookOf(await publicationsIn(store))?.current;
    return { calendars: await calendarsIn(store).book(), rules };
  } finally {
    await store.close();
  }
}

function asText(rows: readonly Row[], zone: string): string {
  if (rows.length === 0) return bilingual({ en: 'Nothing is due here.', zh: '此处没有待办期限。' });
  const title = [
    `到期 · due (${zone})`,
    '逾期工作时间 · late, working time',
    '时限 · limit',
    '何人 · who',
    '案件 · case',
    '事项 · about',
  ];
  return table([title, ...rows.map((row) => cellsOf(row, zone))]);
}

function cellsOf(
  { due: at, provisional, late, words, role, unit, case: about }: Row,
  zone: string,
): string[] {
  return [
    `${localTime(zone, Date.parse(at))}${provisional ? ' 暂定 · provisional' : ''}`,
    late ? hoursOf(late.working) : '',
    bilingual(words),
    `${role} @ ${unit}`,
    about.number,
    bilingual(about.serviceType.name),
  ];
}

/** `31:05`: hours and minutes. */
function hoursOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function countFrom(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('1, 2, 3 …');
  return Number(text);
}
