import type { Bilingual, Rules, StagedLimit } from '#kernel';
import type { DeadlineName } from '../clock.events.js';

/** One of several dates of the matter, by the name of its deadline. */
export function stepOf(rules: Rules, serviceType: string, name: DeadlineName): StagedLimit | undefined {
  return rules.types.get(serviceType)?.steps.find(({ code }) => name === `step-${code}`);
}

/** What people here call a rung over a limit (催办, 黄牌 …); undefined where the rules have no word for it. */
export function rungLabel(
  rules: Rules,
  serviceType: string,
  name: DeadlineName,
  rung: string,
): Bilingual | undefined {
  const step = stepOf(rules, serviceType, name);
  const limits = step ? [step] : stagesOf(name).map((stage) => rules.limitOf(serviceType, stage));
  const rungs = limits.flatMap((limit) => rules.ladder(limit?.ladder));
  return rungs.find(({ code }) => code === rung)?.label;
}

type Stage = Parameters<Rules['limitOf']>[1];

/** A reopened case has `handle` too, with a limit of its own. */
function stagesOf(name: DeadlineName): readonly Stage[] {
  if (name === 'handle') return ['handle', 'reopened'];
  return [name.startsWith('helper-') ? 'helper' : (name as Stage)];
}
