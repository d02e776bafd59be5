import type { Bilingual } from '#kernel';
import type { Flaw } from './flaw.js';

/** What the rim itself says no to, before any feature is asked: code → status, English, Chinese. */
const REFUSALS = {
  'invalid-request': [400, 'The request has errors; see the list.', '请求内容有误,详见错误列表。'],
  'malformed-json': [400, 'The body is not JSON in UTF-8.', '请求正文不是 UTF-8 编码的 JSON。'],
  'bad-request': [400, 'The request cannot be read.', '无法读取该请求。'],
  'not-signed-in': [401, 'Sign in first.', '请先登录。'],
  'cross-site': [
    403,
    'A browser may send this only from the page of this service.',
    '浏览器只能从本服务的页面发出此请求。',
  ],
  'no-such-route': [404, 'There is nothing at this address.', '此地址不存在。'],
  'method-not-allowed': [405, 'This address takes other methods.', '此地址不支持该请求方法。'],
  'request-timeout': [408, 'The request came too slowly.', '请求发送过慢,已超时。'],
  'body-too-large': [413, 'The body is larger than 1 MiB.', '请求正文超过 1 MiB。'],
  'address-too-long': [414, 'The address is too long.', '请求地址过长。'],
  'unsupported-media-type': [415, 'The body must be application/json.', '请求正文须为 application/json。'],
  'headers-too-large': [431, 'The headers are too large.', '请求头过大。'],
  'internal-error': [
    500,
    'Something went wrong on our side; it was logged under this id.',
    '服务内部出错,已按此编号记入日志。',
  ],
  stopping: [503, 'The service is stopping; try again shortly.', '服务正在停止,请稍后重试。'],
  'took-too-long': [503, 'The answer took too long; try again.', '处理超时,请稍后重试。'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type RefusalCode = keyof typeof REFUSALS;

interface More {
  readonly flaws?: readonly Flaw[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the rim refuses. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly sentence: Bilingual;

  constructor(
    readonly code: RefusalCode,
    readonly more: More = {},
  ) {
    const [status, en, zh] = REFUSALS[code];
    super(`${code}: ${en}`);
    this.name = 'RequestRefused';
    this.status = status;
    this.sentence = { en, zh };
  }
}
