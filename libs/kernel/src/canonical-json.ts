const PLAIN = /^[\u0020\u0021\u0023-\u005b\u005d-\ud7ff\ue000-\uffff]*$/; // neither quote, backslash, control nor surrogate

/** An object with more keys is a table. */
const FEW = 32;

/** The keys that have been written, with their colon: the same few come in every event. */
const names = new Map<string, string>();
const NAMES_REMEMBERED = 1000;
const LONGEST_NAME = 40;

/**
 * Canonical JSON (RFC 8785): the one text that a value has, for hashing. Properties that are `undefined` are left out.
 * @throws TypeError for what JSON cannot carry: lone surrogates, NaN, classes, functions, bigints, `undefined`
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`a value of type ${typeof value} is not JSON`);
}

/** A JSON string literal, the same text for the same string everywhere. @throws TypeError for lone surrogates */
export function canonicalString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`; // most strings, in half the time
  if (!value.isWellFormed()) throw new TypeError('a lone surrogate is not Unicode');
  return JSON.stringify(value);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
  return String(value); // ECMAScript's own text is what RFC 8785 asks for, -0 as "0" included
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (const value of values) text += (text.length > 1 ? ',' : '') + canonicalJson(value);
  return `${text}]`;
}

function canonicalObject(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError('a class is not JSON');
  let text = '{';
  for (const key of sorted(Object.keys(value))) {
    const property = (value as Readonly<Record<string, unknown>>)[key];
    if (property === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${canonicalName(key)}${canonicalJson(property)}`;
  }
  return `${text}}`;
}

/** Few and nearly in order, as the keys of an object are: by insertion it takes half the time of `sort`. */
function sorted(keys: string[]): readonly string[] {
  if (keys.length > FEW) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] ?? '';
    let at = end;
    for (let before = keys[at - 1] ?? ''; at > 0 && before > key; before = keys[at - 1] ?? '') {
      keys[at] = before;
      at -= 1;
    }
    keys[at] = key;
  }
  return keys;
}

function canonicalName(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `${canonicalString(key)}:`;
  if (names.size < NAMES_REMEMBERED && key.length <= LONGEST_NAME) names.set(key, name);
  return name;
}
