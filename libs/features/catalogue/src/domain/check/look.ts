import type { Bilingual } from '#kernel';
import { below, flaw, type CatalogueFlaw } from './flaws.js';

/** Finds all that is wrong with a value and what it holds; empty: nothing. */
export type Look = (value: unknown, path: string) => readonly CatalogueFlaw[];

type Fields = Readonly<Record<string, Look>>;

const OBJECT = { en: 'an object', zh: '对象' };
const LIST = { en: 'a list', zh: '列表' };
const TEXT = { en: 'a text', zh: '文本' };
const NUMBER = { en: 'a number', zh: '数字' };
const YES_NO = { en: 'true or false', zh: 'true 或 false' };
const MOST_ENTRIES = 2_000;

/** The first look alone where it finds something; else what the second one finds, which may rely on the first. */
export function both<Value>(
  first: Look,
  then: (value: Value, path: string) => readonly CatalogueFlaw[],
): Look {
  return (value, path) => {
    const found = first(value, path);
    return found.length > 0 ? found : then(value as Value, path);
  };
}

function text(longest: number): Look {
  return (value, path) => {
    if (typeof value !== 'string') return [flaw(path, 'wrong-type', TEXT)];
    if (value.trim() === '') return [flaw(path, 'empty')];
    if (value.length > longest) return [flaw(path, 'too-long', longest)];
    return value.isWellFormed() && !/\p{Cc}/u.test(value) ? [] : [flaw(path, 'not-plain-text')];
  };
}

/** A text of this form. */
export function coded(form: RegExp, words: Bilingual): Look {
  return (value, path) =>
    typeof value === 'string' && form.test(value) ? [] : [flaw(path, 'wrong-code', words)];
}

export function oneOf(values: readonly string[]): Look {
  return (value, path) =>
    values.includes(value as string) ? [] : [flaw(path, 'not-allowed', values.join(', '))];
}

export const yesNo: Look = (value, path) =>
  typeof value === 'boolean' ? [] : [flaw(path, 'wrong-type', YES_NO)];

export function amount(most: number): Look {
  return (value, path) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return [flaw(path, 'wrong-type', NUMBER)];
    if (value <= 0) return [flaw(path, 'not-positive')];
    return value > most ? [flaw(path, 'too-large', most)] : [];
  };
}

export function whole(least: number, most: number): Look {
  return (value, path) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return [flaw(path, 'wrong-type', NUMBER)];
    if (value < least) return [flaw(path, 'too-small', least)];
    if (value > most) return [flaw(path, 'too-large', most)];
    return Number.isInteger(value) ? [] : [flaw(path, 'not-whole')];
  };
}

/** @param keyOf what no two entries may have in common, and the step from an entry to it */
export function listOf(
  item: Look,
  keyOf?: { readonly of: (item: unknown) => unknown; readonly step: string },
): Look {
  return (value, path) => {
    if (!Array.isArray(value)) return [flaw(path, 'wrong-type', LIST)];
    if (value.length > MOST_ENTRIES) return [flaw(path, 'too-many', MOST_ENTRIES)];
    const found = value.flatMap((entry, index) => item(entry, below(path, index)));
    return keyOf ? [...found, ...repeated(value.map(keyOf.of), path, keyOf.step)] : found;
  };
}

/** The `code` of an entry, for lists that are known by it. */
export const byCode = { of: (item: unknown) => (isObject(item) ? item['code'] : undefined), step: '/code' };
export const byItself = { of: (item: unknown) => item, step: '' };

export function recordOf(key: RegExp, words: Bilingual, look: Look): Look {
  return (value, path) => {
    if (!isObject(value)) return [flaw(path, 'wrong-type', OBJECT)];
    return Object.entries(value).flatMap(([name, entry]) =>
      key.test(name) ? look(entry, below(path, name)) : [flaw(below(path, name), 'wrong-key', words)],
    );
  };
}

/** An object with these fields and no others. */
export function shape(needed: Fields, optional: Fields = {}): Look {
  return (value, path) => {
    if (!isObject(value)) return [flaw(path, 'wrong-type', OBJECT)];
    const missing = Object.keys(needed).filter((name) => !given(value, name));
    const inside = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .flatMap(
        (name) =>
          lookOf(name)?.(value[name], below(path, name)) ?? [flaw(below(path, name), 'unknown-field')],
      );
    return [...missing.map((name) => flaw(below(path, name), 'required')), ...inside];
  };

  function lookOf(name: string): Look | undefined {
    if (Object.hasOwn(needed, name)) return needed[name];
    return Object.hasOwn(optional, name) ? optional[name] : undefined;
  }
}

export function bilingual(longest: number): Look {
  return shape({ en: text(longest), zh: text(longest) });
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function given(value: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

function repeated(keys: readonly unknown[], path: string, step: string): readonly CatalogueFlaw[] {
  const first = new Map<unknown, number>();
  return keys.flatMap((key, index) => {
    const before = first.get(key);
    if (key === undefined) return [];
    if (before === undefined) first.set(key, index);
    return before === undefined ? [] : [flaw(below(path, index) + step, 'repeated', below(path, before))];
  });
}
