import { STAGE_WORDS } from '#catalogue/messages';
import { localTime, type Bilingual, type Rules, type StageName } from '#kernel';
import type { DeadlineName, Lane, PauseReason } from '../../domain/clock.events.js';
import { rungLabel, stepOf } from '../../domain/clock/limit-words.js';

/** What the limits of a case are called, and the rungs over them. */
export interface ClockWords {
  readonly limit: (name: DeadlineName) => Bilingual;
  readonly rung: (name: DeadlineName, rung: string) => Bilingual;
}

/** As the rules of the case have it; what they do not name is called by its code. */
export function clockWordsIn(rules: Rules | undefined, serviceType: string): ClockWords {
  return {
    limit: (name) => (rules && stepOf(rules, serviceType, name)?.name) ?? stageWords(name),
    rung: (name, rung) =>
      (rules && rungLabel(rules, serviceType, name, rung)) ?? OWN_RUNGS[rung] ?? { en: rung, zh: rung },
  };
}

/** A stage by its name, a helper's part by its unit, a step by its code. */
function stageWords(name: DeadlineName): Bilingual {
  const [, kind, which] = /^(step|helper)-(.+)$/.exec(name) ?? [];
  if (kind === 'step') return { en: `step ${which}`, zh: `步骤 ${which}` };
  if (kind === 'helper')
    return { en: `${STAGE_WORDS.helper.en} (${which})`, zh: `${STAGE_WORDS.helper.zh}（${which}）` };
  return Object.hasOwn(STAGE_WORDS, name) ? STAGE_WORDS[name as StageName] : { en: name, zh: name };
}

/** Fires where a limit has no ladder. */
const OWN_RUNGS: Readonly<Record<string, Bilingual>> = { due: { en: 'overdue', zh: '逾期' } };

/** What the tale of a case's clocks is told with. */
export interface Telling {
  readonly zone: string;
  readonly words: ClockWords;
}

/** A moment on the wall clock. */
export function local(instant: string, { zone }: Telling): string {
  return localTime(zone, Date.parse(instant));
}

export const PAUSE_WORDS: Readonly<Record<PauseReason, Bilingual>> = {
  'waiting-resident': { en: 'waiting for the resident', zh: '等待居民答复' },
  shelved: { en: 'shelved', zh: '挂账' },
  'with-parent': { en: 'with the case it was split from', zh: '随原案件暂停' },
};

export const LANE_WORDS: Readonly<Record<Lane, Bilingual>> = {
  alarm: { en: 'by the alarm', zh: '由定时触发' },
  sweep: { en: 'by the sweep', zh: '由巡检触发' },
  'catch-up': { en: 'after an outage', zh: '停机后补触发' },
};

/** Milliseconds in words: to the millisecond below a minute, to the minute above. */
export function durationWords(milliseconds: number): Bilingual {
  const seconds = (milliseconds / 1_000).toFixed(3);
  if (milliseconds < 60_000) return { en: `${seconds} s`, zh: `${seconds} 秒` };
  const minutes = Math.floor(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return { en: `${rest} min`, zh: `${rest} 分钟` };
  return { en: `${hours} h ${rest} min`, zh: `${hours} 小时 ${rest} 分钟` };
}
