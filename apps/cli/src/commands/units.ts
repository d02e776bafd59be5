import { Option, type Command } from 'commander';
import { LEVELS, type Level } from '#kernel';
import type { ReadStore } from '#read-store';
import { CoverageQueries, UnitListQueries, type PlacedUnit } from '#units';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { reading } from '../reading.js';
import { table } from '../table.js';
import { rootsOf, unitsIn } from '../unit-tree.js';

type Choice = DataChoice & JsonChoice;

interface ListChoice extends Choice {
  readonly below?: string;
  readonly level?: Level;
  readonly closed?: boolean;
}

const UNIT = { en: 'id of a unit', zh: '单位编号' };

export function unitsCommand(io: Io): Command {
  const about = {
    en: 'Look at the grid; works while the service runs.',
    zh: '查看网格；服务运行时也可使用。',
  };
  return commandNamed('units', about, io)
    .addCommand(listCommand(io))
    .addCommand(showCommand(io))
    .addCommand(coverageCommand(io));
}

function listCommand(io: Io): Command {
  const level = { en: 'only units of this level', zh: '只列此层级' };
  return commandNamed('list', { en: 'The tree as it stands now.', zh: '当前的单位树。' }, io)
    .option('--below <unit>', bilingual({ en: 'only what lies below this unit', zh: '只列此单位以下' }))
    .addOption(new Option('--level <level>', bilingual(level)).choices(LEVELS))
    .option('--closed', bilingual({ en: 'closed units too', zh: '包括已撤销的单位' }))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (choice: ListChoice) => {
      const units = await reading(settingsOf(io, choice), (views) => unitsIn(views, choice));
      io.out(choice.json ? asJson(units.map(plainUnit)) : treeOf(units));
    });
}

function showCommand(io: Io): Command {
  return commandNamed('show', { en: 'One unit, with its past and its plans.', zh: '一个单位及其沿革。' }, io)
    .argument('<unit>', bilingual(UNIT))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (id: string, choice: Choice) => {
      io.out(await reading(settingsOf(io, choice), (views) => shown(views, id, choice)));
    });
}

function coverageCommand(io: Io): Command {
  const about = {
    en: 'Addresses that a group covers, committee by committee.',
    zh: '各村（社区）住户地址的小组联系情况。',
  };
  return commandNamed('coverage', about, io)
    .argument('[unit]', bilingual(UNIT))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (id: string | undefined, choice: Choice) => {
      const counts = await reading(settingsOf(io, choice), (views) => covered(views, id));
      io.out(choice.json ? asJson(counts) : coverageTable(counts));
    });
}

async function shown(views: ReadStore, id: string, { json }: Choice): Promise<string> {
  const queries = new UnitListQueries(views);
  const unit = await queries.find(id, Date.now());
  if (!unit) throw new Failure(EXIT.notFound, { en: `There is no unit ${id}.`, zh: `没有单位 ${id}。` });
  const versions = await queries.versions(id);
  if (json)
    return asJson({
      ...plainUnit(unit),
      versions: versions.map((version) => plainUnit({ ...version, path: [] })),
    });
  const rows = versions.map((version) => [
    new Date(version.valid_from).toISOString(),
    version.open ? '在册 · open' : '已撤销 · closed',
    nameOf(version),
    version.parent ?? '-',
  ]);
  const head = `${id}  ${unit.level}${unit.code === null ? '' : `  ${unit.code}`}\n${unit.path.join(' / ')}`;
  return `${head}\n\n${table([['自 · from', '状态 · state', '名称 · name', '上级 · below'], ...rows])}`;
}

interface Covered {
  readonly committee: string;
  readonly registered: number;
  readonly covered: number;
}

async function covered(views: ReadStore, unit: string | undefined): Promise<readonly Covered[]> {
  const queries = new CoverageQueries(views);
  const at = Date.now();
  const tops = unit === undefined ? await rootsOf(views) : [unit];
  const counts = await Promise.all(tops.map((top) => queries.counts(top, at)));
  return counts.flat().map(({ committee, registered, covered }) => ({ committee, registered, covered }));
}

function coverageTable(counts: readonly Covered[]): string {
  const sum = (key: 'registered' | 'covered') => counts.reduce((total, row) => total + row[key], 0);
  const all = { committee: '合计 · all', registered: sum('registered'), covered: sum('covered') };
  const rows = [...counts, all].map(({ committee, registered, covered }) => [
    committee,
    String(registered),
    String(covered),
    String(registered - covered),
  ]);
  return table([
    ['村（社区） · committee', '登记 · registered', '已联系 · covered', '未联系 · uncovered'],
    ...rows,
  ]);
}

function treeOf(units: readonly PlacedUnit[]): string {
  const rows = units.map((unit) => [
    `${'  '.repeat(unit.path.length - 1)}${unit.unit_id}`,
    unit.level,
    `${nameOf(unit)}${unit.open ? '' : '（已撤销 · closed）'}`,
  ]);
  return table([['编号 · id', '层级 · level', '名称 · name'], ...rows]);
}

function nameOf(unit: Pick<PlacedUnit, 'name_en' | 'name_zh'>): string {
  return bilingual({ en: unit.name_en, zh: unit.name_zh });
}

function plainUnit({
  unit_id,
  level,
  parent,
  name_en,
  name_zh,
  code,
  external_kind,
  open,
  path,
  ...dates
}: PlacedUnit) {
  return {
    id: unit_id,
    level,
    ...(parent === null ? {} : { parent }),
    name: { en: name_en, zh: name_zh },
    ...(code === null ? {} : { code }),
    ...(external_kind === null ? {} : { externalKind: external_kind }),
    open: open === 1,
    from: new Date(dates.valid_from).toISOString(),
    ...(path.length === 0 ? {} : { path }),
  };
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
