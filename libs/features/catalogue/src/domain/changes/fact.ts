import { canonicalJson, type Bilingual } from '#kernel';

/** One thing that a catalogue says, with its place and in words; a whole is told in parts where both sides have it. */
export interface Fact {
  /** Like a JSON Pointer, with codes in the place of list indices: `/types/050101/limits/handle`. */
  readonly path: string;
  readonly label: Bilingual;
  readonly value: unknown;
  readonly words: Bilingual;
  readonly parts?: readonly Fact[];
}

/** What is different there. */
export interface CatalogueChange {
  readonly path: string;
  /** Plain JSON; absent: it was not there. */
  readonly from?: unknown;
  /** Plain JSON; absent: it is gone. */
  readonly to?: unknown;
  readonly sentence: Bilingual;
}

/** In the order of the facts as they were, then what is new. */
export function differences(old: readonly Fact[], next: readonly Fact[]): readonly CatalogueChange[] {
  const [before, after] = [byPath(old), byPath(next)];
  const places = new Set([...before.keys(), ...after.keys()]);
  return [...places].flatMap((path) => difference(before.get(path), after.get(path)));
}

export function prefixed(label: Bilingual, fact: Fact): Fact {
  const { en, zh } = fact.label;
  const parts = fact.parts && { parts: fact.parts.map((part) => prefixed(label, part)) };
  return { ...fact, label: { en: `${label.en}, ${en}`, zh: `${label.zh}，${zh}` }, ...parts };
}

function difference(old: Fact | undefined, next: Fact | undefined): readonly CatalogueChange[] {
  if (!old) return next ? [{ path: next.path, to: next.value, sentence: added(next) }] : [];
  if (!next) return [{ path: old.path, from: old.value, sentence: removed(old) }];
  if (old.parts && next.parts) return differences(old.parts, next.parts);
  if (canonicalJson(old.value) === canonicalJson(next.value)) return [];
  return [{ path: old.path, from: old.value, to: next.value, sentence: changed(old, next) }];
}

function added({ label, words }: Fact): Bilingual {
  return { en: `${label.en}: new: ${words.en}`, zh: `${label.zh}：新增：${words.zh}` };
}

function removed({ label, words }: Fact): Bilingual {
  return { en: `${label.en}: gone; was ${words.en}`, zh: `${label.zh}：取消，原为 ${words.zh}` };
}

function changed({ words: old }: Fact, { label, words }: Fact): Bilingual {
  return { en: `${label.en}: ${old.en} → ${words.en}`, zh: `${label.zh}：${old.zh} → ${words.zh}` };
}

function byPath(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [fact.path, fact]));
}
