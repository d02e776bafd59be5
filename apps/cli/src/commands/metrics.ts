import { InvalidArgumentError, type Command } from 'commander';
import { calendarsIn } from '#calendar';
import type { Settings } from '#config';
import { SystemClock, type CalendarBook } from '#kernel';
import { DEFAULT_MINIMUM, MetricsQueries, periodNamed, reportView, startOfDay } from '#metrics';
import type { Figure, Period, Question, Report } from '#metrics';
import type { ReadStore } from '#read-store';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { logOf, settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { reading } from '../reading.js';
import { table } from '../table.js';
import { unitAsked } from '../unit-tree.js';

interface Choice extends DataChoice, JsonChoice {
  readonly period: Period;
  readonly unit?: string;
  readonly asOf?: number;
  readonly minimum: number;
}

const ABOUT = {
  en: 'How a unit and those below it handle their cases in a period: every number with its formula. Works while the service runs.',
  zh: '单位及其下级在统计期内的办理情况，每个数字均附公式。服务运行时也可使用。',
};
const PERIOD = {
  en: '2026, 2026-Q3, 2026-07, 2026-07-01, or from..to',
  zh: '2026、2026-Q3、2026-07、2026-07-01，或 起..止',
};
const UNIT = { en: 'id of a unit; else the whole grid', zh: '单位编号，缺省为整个网格' };
const AS_OF = {
  en: 'as the log knew it at this instant (ISO 8601); else now',
  zh: '以该时刻（ISO 8601）日志所知为准，缺省为现在',
};
const MINIMUM = { en: 'fewer cases than this give no rate', zh: '案件数少于此数不显示比率' };

export function metricsCommand(io: Io): Command {
  return commandNamed('metrics', ABOUT, io)
    .requiredOption('--period <period>', bilingual(PERIOD), periodFrom)
    .option('--unit <unit>', bilingual(UNIT))
    .option('--as-of <instant>', bilingual(AS_OF), instantFrom)
    .option('--minimum <cases>', bilingual(MINIMUM), countFrom, DEFAULT_MINIMUM)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (choice: Choice) => {
      const settings = settingsOf(io, choice);
      const book = await calendarsOf(settings);
      const report = await reading(settings, async (views) => {
        const question = await questionOf(views, choice, book);
        return new MetricsQueries(views).report(question, book);
      });
      io.out(choice.json ? JSON.stringify(reportView(report), undefined, 2) : asText(report));
    });
}

/** Days begin at midnight where the unit is. */
async function questionOf(views: ReadStore, choice: Choice, book: CalendarBook): Promise<Question> {
  const { period, minimum, asOf = new SystemClock().now() } = choice;
  const unit = await unitAsked(views, choice.unit);
  const { zone } = book.for(unit.path);
  const [from, to] = [startOfDay(period.from, zone), startOfDay(period.until, zone)];
  if (asOf < from)
    throw new Failure(EXIT.usage, {
      en: 'The period begins later than the moment asked as of.',
      zh: '统计期开始时间晚于截至时间。',
    });
  return { unit: unit.unit_id, from, to, asOf, minimum };
}

async function calendarsOf(settings: Settings): Promise<CalendarBook> {
  const store = logOf(settings);
  try {
    return await calendarsIn(store).book();
  } finally {
    await store.close();
  }
}

function asText({ question, flows, figures }: Report): string {
  const { unit, from, to, asOf } = question;
  const span = `${toMinute(from)} … ${toMinute(to)}`;
  const head = bilingual({
    en: `${unit}, ${span}, as of ${toMinute(asOf)}`,
    zh: `${unit}，${span}，截至 ${toMinute(asOf)}`,
  });
  const counts = flows.map(({ definition, value }) => [bilingual(definition.name), String(value)]);
  const title = ['指标 · figure', '值 · value', '分子/分母 · made of', '95 %', '公式 · formula'];
  return [head, '', table(counts), '', table([title, ...figures.map(cellsOf)])].join('\n');
}

function cellsOf(figure: Figure): string[] {
  const { definition, interval } = figure;
  const { id, version, name, rule } = definition;
  return [
    bilingual(name),
    valueOf(figure),
    madeOf(figure),
    interval ? `${percent(interval.low)} … ${percent(interval.high)}` : '',
    `${id} v${version}: ${bilingual(rule)}`,
  ];
}

function madeOf({ definition, numerator, denominator }: Figure): string {
  if (definition.kind === 'count') return '';
  return definition.kind === 'median' ? String(denominator) : `${numerator}/${denominator}`;
}

function valueOf({ definition, value, tooFew, denominator }: Figure): string {
  if (value === null) return tooFew && denominator > 0 ? '案件过少 · too few' : '-';
  if (definition.kind === 'count') return String(value);
  if (definition.kind === 'median') return `${value.toFixed(2)} h`;
  return definition.kind === 'mean' ? value.toFixed(2) : percent(value);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`;
}

function toMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

function periodFrom(name: string): Period {
  const period = periodNamed(name);
  if (!period) throw new InvalidArgumentError(bilingual(PERIOD));
  return period;
}

function instantFrom(text: string): number {
  const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError(bilingual(AS_OF));
  return at;
}

function countFrom(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError(bilingual(MINIMUM));
  return Number(text);
}
