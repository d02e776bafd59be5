import { isUtf8 } from 'node:buffer';
import { pointerStep, type Flaw, type FlawCode } from './flaw.js';
import { RequestRefused } from './request-refused.js';

/** Limits on any JSON that comes in, whatever its schema says. */
const MOST_LEVELS = 16;
const MOST_VALUES = 10_000;

// Everything below a space but tab, line feed and carriage return; DEL and the C1 block. They are never typed, and they
// break terminals, CSV files and some databases.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
const REACHES_A_PROTOTYPE = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a text can be stored, shown and exported as it is. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text);
}

/**
 * JSON from the wire; `undefined` for an empty body.
 * @throws RequestRefused `malformed-json`
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new RequestRefused('malformed-json');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RequestRefused('malformed-json');
  }
}

/**
 * Plain means: bounded in depth and number, texts that `isPlainText` lets through, no key that could reach a prototype.
 * @throws RequestRefused `invalid-request`
 */
export function refuseUnplain(part: Flaw['in'], value: unknown): void {
  const flaw = flawOf(value, 0, { values: 0 });
  if (flaw) throw new RequestRefused('invalid-request', { flaws: [{ in: part, ...flaw }] });
}

type PlaceOfFlaw = Omit<Flaw, 'in'>;
interface Seen {
  values: number;
}

function flawOf(value: unknown, level: number, seen: Seen): PlaceOfFlaw | undefined {
  if (typeof value === 'string') return isPlainText(value) ? undefined : flaw('not-plain-text');
  if (typeof value !== 'object' || value === null) return undefined;
  if (level >= MOST_LEVELS) return flaw('too-deep', MOST_LEVELS);
  return Array.isArray(value) ? flawOfItems(value, level, seen) : flawOfFields(value, level, seen);
}

function flawOfItems(items: readonly unknown[], level: number, seen: Seen): PlaceOfFlaw | undefined {
  seen.values += items.length;
  if (seen.values > MOST_VALUES) return flaw('too-many-values', MOST_VALUES);
  for (let index = 0; index < items.length; index += 1) {
    const found = flawOf(items[index], level + 1, seen);
    if (found) return below(index, found);
  }
  return undefined;
}

function flawOfFields(fields: object, level: number, seen: Seen): PlaceOfFlaw | undefined {
  for (const key in fields) {
    seen.values += 1;
    if (seen.values > MOST_VALUES) return flaw('too-many-values', MOST_VALUES);
    if (REACHES_A_PROTOTYPE.has(key) || !isPlainText(key)) return flaw('forbidden-key');
    const found = flawOf(fields[key as never], level + 1, seen);
    if (found) return below(key, found);
  }
  return undefined;
}

function flaw(code: FlawCode, limit?: number): PlaceOfFlaw {
  return limit === undefined ? { path: '', code } : { path: '', code, limit };
}

function below(key: string | number, found: PlaceOfFlaw): PlaceOfFlaw {
  return { ...found, path: pointerStep(key) + found.path };
}
