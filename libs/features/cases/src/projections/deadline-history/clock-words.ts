import { STAGE_WORDS } from '#catalogue/messages';
import type { Bilingual, Rules, StageName } from '#kernel';
import type { DeadlineName, Lane, PauseReason } from '../../domain/clock.events.js';

/** What a limit is called: by its stage; a step by its code, a helper's part by its unit. */
export function deadlineWords(name: DeadlineName): Bilingual {
  const [, kind, which] = /^(step|helper)-(.+)$/.exec(name) ?? [];
  if (kind === 'step') return { en: `step ${which}`, zh: `步骤 ${which}` };
  if (kind === 'helper')
    return { en: `${STAGE_WORDS.helper.en} (${which})`, zh: `${STAGE_WORDS.helper.zh}（${which}）` };
  return Object.hasOwn(STAGE_WORDS, name) ? STAGE_WORDS[name as StageName] : { en: name, zh: name };
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

/** What people here call a rung: as the rules of the case have it. */
export type RungWords = (name: DeadlineName, rung: string) => Bilingual;

export function rungWordsIn(rules: Rules | undefined, serviceType: string): RungWords {
  return (name, rung) => {
    const ladder = rules?.ladder(ladderOf(rules, serviceType, name)) ?? [];
    return ladder.find(({ code }) => code === rung)?.label ?? OWN_RUNGS[rung] ?? { en: rung, zh: rung };
  };
}

/** Fires where a limit has no ladder. */
const OWN_RUNGS: Readonly<Record<string, Bilingual>> = { due: { en: 'overdue', zh: '逾期' } };

function ladderOf(rules: Rules, serviceType: string, name: DeadlineName): string | undefined {
  const steps = rules.types.get(serviceType)?.steps ?? [];
  const step = steps.find(({ code }) => name === `step-${code}`);
  const stage = name.startsWith('helper-') ? 'helper' : (name as StageName);
  return (step ?? rules.limitOf(serviceType, stage))?.ladder;
}
