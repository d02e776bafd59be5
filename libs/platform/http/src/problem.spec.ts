import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import {
  Conflict,
  InvalidEvents,
  LOG_START,
  OutcomeUnknown,
  ReadOnly,
  StoreFull,
  StreamNotFound,
  TooLarge,
  Unavailable,
  type StreamName,
} from '#event-store';
import { Rejection, type RejectionKind } from '#kernel';
import { KeyStoreUnavailable, SubjectErased } from '#privacy';
import { NotYetProjected } from '#read-store';
import { problemJson, problemOf } from './problem.js';
import { RequestRefused } from './request-refused.js';

const stream = 'case-1' as StreamName;

describe('turning an error into a problem', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['unprocessable', 422],
    ['too-many', 429],
    ['unavailable', 503],
  ] as [RejectionKind, number][])('gives a rejection of the kind %s the status %i', (kind, status) => {
    expect(problemOf(new Rejection('some-code', kind, { en: 'No.', zh: '否。' }))).toMatchObject({
      status,
      code: 'some-code',
    });
  });

  it.each([
    [new Unavailable('x'), 503, 'store-unavailable'],
    [new KeyStoreUnavailable('x'), 503, 'store-unavailable'],
    [new OutcomeUnknown('x'), 503, 'outcome-unknown'],
    [new ReadOnly('x'), 503, 'store-read-only'],
    [new NotYetProjected(LOG_START, LOG_START), 503, 'not-yet-projected'],
    [new StoreFull('x'), 507, 'store-full'],
    [new TooLarge(1, 2), 413, 'too-large-to-store'],
    [new InvalidEvents('x'), 400, 'not-storable'],
    [new Conflict(stream, 1n, 2n), 409, 'changed-meanwhile'],
    [new StreamNotFound(stream), 404, 'not-found'],
    [new SubjectErased('case:1'), 409, 'subject-erased'],
    [new NotFoundException('GET /secret'), 404, 'no-such-route'],
    [new ForbiddenException('secret'), 400, 'bad-request'],
    [new ServiceUnavailableException('secret'), 503, 'took-too-long'],
  ])('knows %s', (error, status, code) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('knows nothing of other errors, whatever status they bear', () => {
    expect(problemOf(new TypeError('x'))).toBeUndefined();
    expect(problemOf(Object.assign(new Error('upstream'), { statusCode: 404 }))).toBeUndefined();
    expect(problemOf('text')).toBeUndefined();
  });

  it('has something to say in both languages, whatever the rim refuses', () => {
    const problem = problemOf(
      new RequestRefused('invalid-request', { flaws: [{ in: 'query', path: '/a', code: 'repeated' }] }),
    );
    expect(problem && problemJson(problem, 'zh')).toEqual({
      type: 'urn:gridcase:problem:invalid-request',
      code: 'invalid-request',
      title: '请求内容有误,详见错误列表。',
      status: 400,
      errors: [{ in: 'query', path: '/a', code: 'repeated', message: '各项不得重复。' }],
    });
  });
});
