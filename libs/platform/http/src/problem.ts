import { HttpException } from '@nestjs/common';
import {
  Conflict,
  InvalidEvents,
  OutcomeUnknown,
  ReadOnly,
  StoreFull,
  StreamNotFound,
  TooLarge,
  Unavailable,
} from '#event-store';
import { Rejection, type Bilingual, type RejectionKind, type WhoMay } from '#kernel';
import { KeyStoreUnavailable } from '#privacy';
import { NotYetProjected } from '#read-store';
import { sentenceOf, type Flaw } from './flaw.js';
import type { Language } from './language.js';
import { RequestRefused, type RefusalCode } from './request-refused.js';

/** A refusal or a failure as the wire will carry it (RFC 9457), before a language is chosen. */
export interface Problem {
  readonly status: number;
  /** Kebab-case and stable: programs tell problems apart by it. */
  readonly code: string;
  readonly sentence: Bilingual;
  readonly whoMay?: readonly WhoMay[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly flaws?: readonly Flaw[];
  readonly headers?: Readonly<Record<string, string>>;
}

const STATUS_OF: Readonly<Record<RejectionKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

/** What a framework's own error says by its status alone; its message may hold the address, and with it a secret. */
const REFUSAL_OF: Readonly<Record<number, RefusalCode>> = {
  401: 'not-signed-in',
  404: 'no-such-route',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
  503: 'took-too-long',
};

const SOON = { 'retry-after': '1' };

/** `undefined` for what nobody foresaw: that is a fault of ours, and none of the client's business. */
export function problemOf(error: unknown): Problem | undefined {
  if (isRejection(error)) return ofRejection(error);
  if (error instanceof RequestRefused) return ofRefusal(error);
  return ofStore(error) ?? ofFramework(error);
}

/** The body of an answer, as RFC 9457 has it. */
export function problemJson(problem: Problem, language: Language): Record<string, unknown> {
  const { code, status, sentence, whoMay, details, flaws } = problem;
  return {
    type: `urn:gridcase:problem:${code}`,
    code,
    title: sentence[language],
    status,
    ...(whoMay && whoMay.length > 0 && { whoMay }),
    ...(details && Object.keys(details).length > 0 && { details }),
    ...(flaws &&
      flaws.length > 0 && {
        errors: flaws.map((flaw) => ({ ...flaw, message: sentenceOf(flaw)[language] })),
      }),
  };
}

function isRejection(error: unknown): error is Rejection {
  return error instanceof Rejection;
}

function ofRejection({ code, kind, sentence, whoMay, details }: Rejection): Problem {
  const seconds = details['retryAfterSeconds'];
  const headers = typeof seconds === 'number' ? { 'retry-after': String(Math.ceil(seconds)) } : undefined;
  return { status: STATUS_OF[kind], code, sentence, whoMay, details, ...(headers && { headers }) };
}

function ofRefusal({ code, status, sentence, more }: RequestRefused): Problem {
  return { status, code, sentence, ...more };
}

function ofStore(error: unknown): Problem | undefined {
  if (error instanceof NotYetProjected) return problem(503, 'not-yet-projected', SENTENCES.notYet, SOON);
  if (error instanceof Unavailable || error instanceof KeyStoreUnavailable) {
    return problem(503, 'store-unavailable', SENTENCES.unavailable, SOON);
  }
  if (error instanceof OutcomeUnknown) return problem(503, 'outcome-unknown', SENTENCES.outcomeUnknown, SOON);
  if (error instanceof ReadOnly) return problem(503, 'store-read-only', SENTENCES.readOnly);
  if (error instanceof StoreFull) return problem(507, 'store-full', SENTENCES.full);
  if (error instanceof TooLarge) return problem(413, 'too-large-to-store', SENTENCES.tooLarge);
  if (error instanceof InvalidEvents) return problem(400, 'not-storable', SENTENCES.notStorable);
  if (error instanceof Conflict) return problem(409, 'changed-meanwhile', SENTENCES.changed, SOON);
  if (error instanceof StreamNotFound) return problem(404, 'not-found', SENTENCES.notFound);
  return undefined;
}

function ofFramework(error: unknown): Problem | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 400) return undefined;
  const code = REFUSAL_OF[status] ?? (status < 500 ? 'bad-request' : undefined);
  return code && ofRefusal(new RequestRefused(code));
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own; any other error with a status is a library talking to us, not we to the client.
  const { name, statusCode } = error instanceof Error ? (error as Error & { statusCode?: number }) : {};
  return name === 'FastifyError' ? statusCode : undefined;
}

function problem(
  status: number,
  code: string,
  sentence: Bilingual,
  headers?: Record<string, string>,
): Problem {
  return { status, code, sentence, ...(headers && { headers }) };
}

const SENTENCES = {
  notYet: {
    en: 'The change is recorded but not yet to be seen here; ask again shortly.',
    zh: '变更已记录,但此处尚未更新,请稍后再查询。',
  },
  unavailable: {
    en: 'The store does not answer; nothing was recorded. Try again.',
    zh: '存储暂不可用,未作任何记录,请重试。',
  },
  outcomeUnknown: {
    en: 'It is not known whether this was recorded; send it again with the same Idempotency-Key.',
    zh: '尚不确定是否已记录,请使用相同的 Idempotency-Key 重新发送。',
  },
  readOnly: { en: 'The store takes no changes at present.', zh: '存储当前为只读,暂不接受变更。' },
  full: {
    en: 'There is no space left to record anything; nothing was recorded.',
    zh: '存储空间已满,未作任何记录。',
  },
  tooLarge: { en: 'This is too large to be recorded at once.', zh: '内容过大,无法一次记录。' },
  notStorable: { en: 'This cannot be recorded as it is.', zh: '内容无法按原样记录。' },
  changed: { en: 'Somebody else was faster; try again.', zh: '内容已被他人修改,请重试。' },
  notFound: { en: 'There is no such thing.', zh: '没有找到。' },
} satisfies Record<string, Bilingual>;
