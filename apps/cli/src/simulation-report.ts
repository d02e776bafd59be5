import type { Bilingual } from '#kernel';
import type { SimulationReport } from '#simulation';
import { bilingual, type Io } from './io.js';
import { table } from './table.js';

/** More of them say nothing new on a screen; `--json` has all. */
const MOST_FLAWS = 20;

interface How {
  readonly json?: boolean;
  readonly speed: number;
}

/** The books of a simulation, as a person or a program reads them. */
export function sayReport(io: Io, report: SimulationReport, { json, speed }: How): void {
  if (json) return io.out(JSON.stringify(plain(report, speed), undefined, 2));
  const { flaws } = report;
  const verdict = flaws.length === 0 ? bilingual(ADDS_UP) : listed(flaws);
  io.out([...countyOf(report), ...casesOf(report), ...deadlinesOf(report, speed), verdict].join('\n'));
}

function countyOf({ units, people, households, steps }: SimulationReport): readonly string[] {
  return [
    bilingual({ en: 'The county', zh: '全区' }),
    row([
      ['units', '单位', units],
      ['people', '人员', people],
      ['households', '户数', households],
    ]),
    bilingual({ en: 'Commands', zh: '命令' }),
    row([
      ['sent', '已发', steps.sent],
      ['dropped', '未发', steps.dropped],
      ...Object.entries(steps.refused).map(([code, count]) => [code, '拒绝', count] as const),
    ]),
  ];
}

function casesOf({ byState, days }: SimulationReport): readonly string[] {
  return [
    bilingual({ en: 'Cases by state', zh: '案件状态' }),
    counted(byState, STAGES),
    bilingual({ en: 'The books, day by day', zh: '逐日收支' }),
    ...days.map((books, day) => balance(day + 1, books)),
  ];
}

function deadlinesOf(report: SimulationReport, speed: number): readonly string[] {
  const { armed, fates, lanes } = report.deadlines;
  const { p50, p99, most } = latenessOf(report, speed);
  const late = {
    en: `late by the machine's time: p50 ${p50} ms, p99 ${p99} ms, most ${most} ms`,
    zh: `按机器时间的延迟：p50 ${p50} ms，p99 ${p99} ms，最大 ${most} ms`,
  };
  return [
    bilingual({ en: 'Deadlines', zh: '时限' }),
    row([['armed', '已设', armed]]),
    counted(fates, FATES),
    bilingual({ en: 'Fired by', zh: '触发来源' }),
    counted(lanes, LANES),
    `  ${bilingual(late)}`,
    bilingual({ en: 'Notices', zh: '通知' }),
    counted(report.notices, NOTICES),
  ];
}

const ADDS_UP = {
  en: '✓ Everything adds up: no case is lost, every deadline is accounted for.',
  zh: '✓ 全部核对无误：案件一件不丢，时限一个不漏。',
};

const STAGES: Readonly<Record<string, string>> = {
  reported: '已上报',
  accepted: '已受理',
  handling: '办理中',
  verifying: '核查中',
  'calling-back': '回访中',
  closed: '已办结',
  rejected: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
};
const FATES: Readonly<Record<string, string>> = {
  fired: '已响',
  ended: '已结束',
  moved: '已改期',
  paused: '已暂停',
  'armed-again': '已重设',
  running: '仍在计时',
};
const LANES: Readonly<Record<string, string>> = { alarm: '闹钟', sweep: '巡检', 'catch-up': '补发' };
const NOTICES: Readonly<Record<string, string>> = {
  CaseReminded: '提醒与催办',
  SupervisorAdded: '督查员介入',
  SupervisionRaised: '督办',
  CaseEscalated: '提级',
  CaseFlagged: '超期标记',
  CaseFellSilent: '静默',
};

function balance(day: number, { opening, open, moves }: SimulationReport['days'][number]): string {
  const came = `${opening} + ${moves.reported} + ${moves.reopened} + ${moves.unmerged}`;
  const went = `${moves.closed} + ${moves.rejected} + ${moves.withdrawn} + ${moves.merged} + ${open}`;
  const en = `day ${day}: opening + new + reopened + unmerged = closed + rejected + withdrawn + merged + open`;
  const zh = `第 ${day} 天：期初 + 新增 + 重办 + 撤并 = 办结 + 不受理 + 撤回 + 并案 + 在办`;
  return `  ${zh} · ${en}\n    ${came} = ${went}`;
}

function counted(counts: Readonly<Record<string, number>>, names: Readonly<Record<string, string>>): string {
  return row(Object.entries(counts).map(([word, count]) => [word, names[word] ?? word, count]));
}

function row(cells: readonly (readonly [en: string, zh: string, count: number])[]): string {
  return table(cells.map(([en, zh, count]) => ['', String(count), bilingual({ en, zh })]));
}

function listed(flaws: readonly string[]): string {
  const more: Bilingual = {
    en: `… and ${flaws.length - MOST_FLAWS} more`,
    zh: `……另有 ${flaws.length - MOST_FLAWS} 条`,
  };
  const shown = flaws.slice(0, MOST_FLAWS).map((flaw) => `✗ ${flaw}`);
  return [...shown, ...(flaws.length > MOST_FLAWS ? [bilingual(more)] : [])].join('\n');
}

function plain(report: SimulationReport, speed: number) {
  const { lateness: _, ...deadlines } = report.deadlines;
  return { ...report, deadlines: { ...deadlines, latenessMs: latenessOf(report, speed) } };
}

/** As the machine saw it, in milliseconds. */
function latenessOf({ deadlines }: SimulationReport, speed: number) {
  const sorted = deadlines.lateness.map((late) => late / speed).sort((one, other) => one - other);
  const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
