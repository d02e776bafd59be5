import type { StoredEvent } from '#event-store';
import { limitText, type Bilingual } from '#kernel';
import { clockChangeOf, type CaseEvent } from '../../domain/case.events.js';
import { evolveStep } from '../../domain/case-evolve.js';
import type { CaseClock } from '../../domain/clock/clock.state.js';
import type { Deadline, DeadlineName } from '../../domain/clock.events.js';
import type { Case } from '../../domain/case.state.js';
import { durationWords, LANE_WORDS, local, PAUSE_WORDS, type Telling } from './clock-words.js';
import { decisionWords } from './decision-words.js';

export const DEADLINE_DEEDS = [
  'started',
  'handed-on',
  'resumed',
  'rung-set',
  'moved',
  'fired',
  'ended',
  'paused',
  'runs-again',
  'decided',
] as const;

/** One thing that happened to the limits of a case. */
export interface DeadlineLine {
  readonly stored: StoredEvent;
  readonly deed: (typeof DEADLINE_DEEDS)[number];
  /** Absent where all of them are meant. */
  readonly name?: DeadlineName;
  /** The due date before and after, where there is one. */
  readonly from?: string;
  readonly to?: string;
  /** Of a rung that fired. */
  readonly lateMs?: number;
  readonly words: Bilingual;
}

type Line = Omit<DeadlineLine, 'stored'>;

/** What an event did to the limits, seen from the case as it was before it; empty for one that has to do with none. */
export function deadlineLinesOf(event: CaseEvent, before: Case, telling: Telling): readonly Line[] {
  const own = ownLines(event, telling);
  const change = clockChangeOf(event);
  if (!change) return own;
  const { clock } = evolveStep(before, event);
  const armed = change.armed.flatMap((deadline) => armedLine(deadline, clock, telling) ?? []);
  return [...own, ...change.ended.map((name) => endedLine(name, telling)), ...armed];
}

/** What the event itself says, apart from what it carries. */
function ownLines(event: CaseEvent, telling: Telling): readonly Line[] {
  if (event.type === 'DeadlineFired') return [firedLine(event.data, telling)];
  if (event.type === 'DeadlineMoved') return [movedLine(event.data, telling)];
  if (event.type === 'ClockPaused') return [pausedLine(event.data, telling)];
  if (event.type === 'ClockResumed') {
    const { en, zh } = PAUSE_WORDS[event.data.reason];
    const words = { en: `The clock runs again (${en}).`, zh: `时限恢复计算（${zh}）。` };
    return [{ deed: 'runs-again', words }];
  }
  const words = decisionWords(event, telling);
  return words ? [{ deed: 'decided', words }] : [];
}

function endedLine(name: DeadlineName, telling: Telling): Line {
  const { en, zh } = telling.words.limit(name);
  return { deed: 'ended', name, words: { en: `${en}: over.`, zh: `${zh}：结束。` } };
}

/** Armed anew, the same limit may start, run again, go on elsewhere, or wait for its next rung. */
function armedLine(deadline: Deadline, { running, standing }: CaseClock, telling: Telling): Line | undefined {
  const { name, due, unit } = deadline;
  const known = running[name] ?? standing[name];
  const what = telling.words.limit(name);
  const at = local(due, telling);
  if (!known || (running[name] && known.due !== due)) return startedLine(deadline, telling);
  if (!running[name]) {
    const words = { en: `${what.en}: runs again, due ${at}.`, zh: `${what.zh}：恢复计时，到期 ${at}。` };
    return { deed: 'resumed', name, from: known.due, to: due, words };
  }
  if (known.unit === unit) return rungLine(deadline, telling);
  const words = {
    en: `${what.en}: goes on at ${unit}, due ${at} as before.`,
    zh: `${what.zh}：由 ${unit} 继续，到期仍为 ${at}。`,
  };
  return { deed: 'handed-on', name, to: due, words };
}

function startedLine({ name, unit, limit, due }: Deadline, telling: Telling): Line {
  const [what, rule, at] = [telling.words.limit(name), limitText(limit), local(due, telling)];
  const words = {
    en: `${what.en}: starts at ${unit}, ${rule.en}, due ${at}.`,
    zh: `${what.zh}：${unit} 开始计时，${rule.zh}，到期 ${at}。`,
  };
  return { deed: 'started', name, to: due, words };
}

function rungLine({ name, due, alarm }: Deadline, telling: Telling): Line | undefined {
  if (!alarm) return undefined;
  const [what, rung, at] = [
    telling.words.limit(name),
    telling.words.rung(name, alarm.rung),
    local(alarm.at, telling),
  ];
  const words = { en: `${what.en}: next ${rung.en}, ${at}.`, zh: `${what.zh}：下一步${rung.zh}，${at}。` };
  return { deed: 'rung-set', name, to: due, words };
}

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

function firedLine({ name, rung, at, lateMs, lane }: DataOf<'DeadlineFired'>, telling: Telling): Line {
  const what = telling.words.limit(name);
  const label = telling.words.rung(name, rung);
  const late = durationWords(lateMs);
  const how = LANE_WORDS[lane];
  const words = {
    en: `${what.en}: ${label.en} of ${local(at, telling)} fired ${late.en} late, ${how.en}.`,
    zh: `${what.zh}：${local(at, telling)} 的${label.zh}已触发，滞后 ${late.zh}，${how.zh}。`,
  };
  return { deed: 'fired', name, lateMs, words };
}

function pausedLine({ reason, until }: DataOf<'ClockPaused'>, telling: Telling): Line {
  const [why, at] = [PAUSE_WORDS[reason], local(until, telling)];
  const words = {
    en: `The clock stands: ${why.en}, until ${at} at the latest.`,
    zh: `时限暂停：${why.zh}，最迟至 ${at}。`,
  };
  return { deed: 'paused', words };
}

function movedLine({ deadline, from, because }: DataOf<'DeadlineMoved'>, telling: Telling): Line {
  const { name, due } = deadline;
  const what = telling.words.limit(name);
  const why = reasonWords(because);
  const words = {
    en: `${what.en}: moved from ${local(from, telling)} to ${local(due, telling)}, ${why.en}.`,
    zh: `${what.zh}：由 ${local(from, telling)} 改为 ${local(due, telling)}，${why.zh}。`,
  };
  return { deed: 'moved', name, from, to: due, words };
}

function reasonWords(because: DataOf<'DeadlineMoved'>['because']): Bilingual {
  switch (because.reason) {
    case 'extension':
      return { en: 'extended', zh: '因延期' };
    case 'merge':
      return { en: 'to the earlier date of a case merged into it', zh: '因并案取较早期限' };
    case 'calendar': {
      const { id, version } = because.calendar;
      return { en: `by version ${version} of calendar ${id}`, zh: `因日历 ${id} 第 ${version} 版` };
    }
    case 'rules':
      return {
        en: `by version ${because.rules.version} of the catalogue`,
        zh: `因服务目录第 ${because.rules.version} 版`,
      };
  }
}
