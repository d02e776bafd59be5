const PLAIN = /^[\u0020\u0021\u0023-\u005b\u005d-\ud7ff\ue000-\uffff]*$/; // neither quote, backslash, control nor surrogate

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
  for (const key of Object.keys(value).sort()) {
    const property = (value as Readonly<Record<string, unknown>>)[key];
    if (property === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${canonicalString(key)}:${canonicalJson(property)}`;
  }
  return `${text}}`;
}
