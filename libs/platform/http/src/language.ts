import type { Bilingual } from '#kernel';

export type Language = keyof Bilingual;

/** The language an `Accept-Language` header likes best of the two there are; English when it says nothing. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'en';
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of acceptLanguage.slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.startsWith('zh') ? 'zh' : range.startsWith('en') ? 'en' : undefined;
    const weight = weightOf(parameters);
    if (language && weight > bestWeight) [best, bestWeight] = [language, weight];
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
  return quality ? Number.parseFloat(quality.trim().slice(2)) || 0 : 1;
}
