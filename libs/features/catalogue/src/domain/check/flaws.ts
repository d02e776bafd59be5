import type { Bilingual } from '#kernel';

/** What can be wrong with a catalogue; `{limit}` is what the rule asks for. */
const SENTENCES = {
  required: ['This is missing.', '缺少此项。'],
  'unknown-field': ['There is no such field.', '没有这个字段。'],
  'wrong-type': ['Must be {limit}.', '须为{limit}。'],
  empty: ['Must not be empty.', '不得为空。'],
  'too-long': ['At most {limit} characters.', '最多 {limit} 个字符。'],
  'not-plain-text': ['Holds control characters or broken Unicode.', '含有控制字符或不完整的 Unicode 字符。'],
  'too-small': ['Must not be less than {limit}.', '不得小于 {limit}。'],
  'too-large': ['Must not be more than {limit}.', '不得大于 {limit}。'],
  'not-positive': ['Must be greater than 0.', '须大于 0。'],
  'not-whole': ['Must be a whole number.', '须为整数。'],
  'too-few': ['At least {limit} entries.', '至少 {limit} 项。'],
  'too-many': ['At most {limit} entries.', '最多 {limit} 项。'],
  repeated: ['Is there already, at {limit}.', '与 {limit} 重复。'],
  'not-allowed': ['Must be one of: {limit}.', '只能是以下之一：{limit}。'],
  'wrong-key': ['Keys must be {limit}.', '键名须为{limit}。'],
  'wrong-code': ['Must be {limit}.', '须为{limit}。'],
  'no-unsure': [
    'Type 129999 (unsure) must exist: whoever cannot say what it is reports under it.',
    '必须有 129999（说不清）：无法判断类别的事项以此上报。',
  ],
  'no-such-ladder': ['The catalogue has no ladder of this name.', '目录中没有这个督办阶梯。'],
  'named-moment': [
    'A catalogue gives a length of time, not a moment.',
    '目录中只能规定时长，不能规定具体时刻。',
  ],
  'whole-day': ['Must be an amount of hours or days.', '须为若干小时或天数。'],
  'next-day': [
    'Counts from the end of the limit, not from the next day.',
    '从期限届满起算，不能自次日起算。',
  ],
  'out-of-order': [
    'Comes before the rung above it; rungs stand in the order of time.',
    '早于上一级；各级须按时间先后排列。',
  ],
  'order-unknown': [
    'Cannot be compared with the rung above it: before its end a limit is watched in percent or in one unit of time, after its end in one unit of time.',
    '无法与上一级比较先后：到期前只用百分比或同一种时间单位，到期后只用同一种时间单位。',
  ],
  'level-missing': ['Raising supervision needs its level.', '督办须注明级别。'],
  'level-unasked': ['Only supervision has a level.', '仅督办有级别。'],
  'choices-missing': ['A choice needs two choices or more.', '选择项须有两个以上的选项。'],
  'choices-unasked': ['Only a field of kind `choice` has choices.', '仅 choice 类字段有选项。'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type FlawCode = keyof typeof SENTENCES;

/** What is wrong with one place of a catalogue. */
export interface CatalogueFlaw {
  /** JSON Pointer (RFC 6901) into the content; empty: the whole of it. */
  readonly path: string;
  readonly code: FlawCode;
  readonly sentence: Bilingual;
}

export function flaw(path: string, code: FlawCode, limit: Bilingual | number | string = ''): CatalogueFlaw {
  const [en, zh] = SENTENCES[code];
  const words = typeof limit === 'object' ? limit : { en: String(limit), zh: String(limit) };
  const sentence = { en: en.replace('{limit}', words.en), zh: zh.replace('{limit}', words.zh) };
  return { path, code, sentence };
}

/** One step further down. */
export function below(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
