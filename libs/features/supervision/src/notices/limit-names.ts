import { STAGE_WORDS } from '#catalogue/messages';
import type { Bilingual, StageName } from '#kernel';
import type { Names } from './names.js';

/** What a limit is called: a stage, a helper's part, or one of several dates of the matter. */
export function limitName(deadline: string, names: Names): Bilingual {
  if (Object.hasOwn(STAGE_WORDS, deadline)) return STAGE_WORDS[deadline as StageName];
  if (!deadline.startsWith('helper-')) return { en: deadline, zh: deadline };
  const { en, zh } = names.unit(deadline.slice('helper-'.length));
  return { en: `help by ${en}`, zh: `${zh}协办` };
}
