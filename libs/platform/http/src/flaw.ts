import type { Bilingual } from '#kernel';

/** Sentences for what can be wrong with one field; `{limit}` is what the rule asks for. */
const SENTENCES = {
  required: ['This field is required.', '此项必填。'],
  'unknown-field': ['There is no such field.', '没有这个字段。'],
  'wrong-type': ['Must be of type {limit}.', '类型应为 {limit}。'],
  'too-long': ['At most {limit} characters.', '最多 {limit} 个字符。'],
  'too-short': ['At least {limit} characters.', '至少 {limit} 个字符。'],
  'too-small': ['Must not be less than {limit}.', '不得小于 {limit}。'],
  'too-large': ['Must not be more than {limit}.', '不得大于 {limit}。'],
  'too-many': ['At most {limit} items.', '最多 {limit} 项。'],
  'too-few': ['At least {limit} items.', '至少 {limit} 项。'],
  repeated: ['Items must differ from one another.', '各项不得重复。'],
  'not-allowed': ['Must be one of: {limit}.', '只能是以下之一:{limit}。'],
  'wrong-format': ['Does not have the form {limit}.', '格式应为 {limit}。'],
  'not-plain-text': ['Holds control characters or broken Unicode.', '含有控制字符或不完整的 Unicode 字符。'],
  'forbidden-key': ['This name is not allowed.', '不允许使用这个名称。'],
  'too-deep': ['Nested more than {limit} levels.', '嵌套超过 {limit} 层。'],
  'too-many-values': ['More than {limit} values in all.', '数据项总数超过 {limit}。'],
} as const satisfies Record<string, readonly [string, string]>;

export type FlawCode = keyof typeof SENTENCES;

/** What is wrong with one field of a request. */
export interface Flaw {
  /** The part of the request. */
  readonly in: 'body' | 'query' | 'path' | 'header';
  /** JSON Pointer (RFC 6901) within the part; empty: the whole of it. */
  readonly path: string;
  readonly code: FlawCode;
  /** What the rule asks for. */
  readonly limit?: string | number;
}

export function sentenceOf({ code, limit }: Flaw): Bilingual {
  const [en, zh] = SENTENCES[code];
  return { en: en.replace('{limit}', String(limit)), zh: zh.replace('{limit}', String(limit)) };
}

/** One step of a JSON Pointer. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
