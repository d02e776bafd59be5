import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '../support/answers.js';
import { GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
const saying = (summary: string) => ({ ...report, narrative: { summary } });
const at = (place: object) => ({ ...report, narrative: { summary: '路灯', place } });

/** What the service says to a report, and that it recorded nothing. */
async function refused(body: string | Buffer, headers: Record<string, string> = {}): Promise<Problem> {
  const before = await service.store.head();
  const { status, type, problem } = await sent(body, headers);
  expect([status, type]).toEqual([problem.status, 'application/problem+json; charset=utf-8']);
  expect(problem.type).toBe(`urn:gridcase:problem:${problem.code}`);
  expect(await service.store.head()).toBe(before);
  return problem;
}

/** On a connection of its own, since an answer may come before the body was sent. */
async function sent(body: string | Buffer, more: Record<string, string>) {
  const worker = await service.the('grid1');
  const headers = { 'content-type': 'application/json', ...worker.headers, ...more };
  const asking = request(`${worker.url}/api/cases`, { method: 'POST', headers, agent: false });
  asking.on('error', () => {}); // the service need not read to the end what it has refused
  const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
  asking.end(body);
  const [answer] = await answered;
  const text = (await answer.toArray()).join('');
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    problem: JSON.parse(text) as Problem,
  };
}

describe('a report with something wrong in it', () => {
  it.each([
    ['a field nobody knows', { ...report, colour: 'red' }, '/colour', 'unknown-field'],
    ['no service type', { ...report, serviceType: undefined }, '/serviceType', 'required'],
    ['a number for a text', { ...report, narrative: { summary: 7 } }, '/narrative/summary', 'wrong-type'],
    ['a text for an object', { ...report, narrative: '路灯' }, '/narrative', 'wrong-type'],
    ['a text too long', saying('长'.repeat(2_001)), '/narrative/summary', 'too-long'],
    ['an empty text', saying(''), '/narrative/summary', 'too-short'],
    ['a lone surrogate', saying('\ud83d'), '/narrative/summary', 'not-plain-text'],
    ['a NUL', saying('路\u0000灯'), '/narrative/summary', 'not-plain-text'],
    ['a terminal’s escape', saying('\u001b[31m'), '/narrative/summary', 'not-plain-text'],
    ['a latitude beyond the pole', at({ latitude: 90.1 }), '/narrative/place/latitude', 'too-large'],
    ['a longitude beyond the date line', at({ longitude: -181 }), '/narrative/place/longitude', 'too-small'],
    ['a latitude in words', at({ latitude: '23.1' }), '/narrative/place/latitude', 'wrong-type'],
    [
      'a moment without a zone',
      { ...report, occurredAt: '2026-01-01T00:00:00' },
      '/occurredAt',
      'wrong-format',
    ],
    ['a day there is not', { ...report, occurredAt: '2026-02-30T00:00:00Z' }, '/occurredAt', 'wrong-format'],
    ['an unknown urgency', { ...report, urgency: 'yesterday' }, '/urgency', 'not-allowed'],
    ['a channel of the engine’s own', { ...report, channel: 'import' }, '/channel', 'not-allowed'],
  ])('is told what: %s', async (_, body, path, code) => {
    const problem = await refused(JSON.stringify(body));
    expect([problem.status, problem.errors]).toMatchObject([400, [{ in: 'body', path, code }]]);
  });

  it.each([
    ['a service type there is not', { ...report, serviceType: '999999' }, 400, 'unknown-service-type'],
    ['a unit there is not', { ...report, unit: 'nowhere' }, 400, 'unknown-unit'],
    ['tomorrow', { ...report, occurredAt: '2999-01-01T00:00:00Z' }, 400, 'occurred-in-future'],
  ])('is told what: %s', async (_, body, status, code) => {
    const problem = await refused(JSON.stringify(body));
    expect([problem.status, problem.code]).toEqual([status, code]);
  });

  it('is told of all mistakes at once, in its reader’s language', async () => {
    const body = JSON.stringify({ unit: '?', narrative: {}, colour: 1 });
    const { title, errors = [] } = await refused(body, { 'accept-language': 'zh-CN' });
    expect(title).toMatch(/请求内容有误/);
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      '/colour',
      '/narrative/summary',
      '/serviceType',
      '/unit',
    ]);
  });
});

describe('a body that is no report', () => {
  const deep = '{"narrative":'.repeat(20_000);

  it.each([
    ['broken JSON', '{"serviceType":', 400, 'malformed-json'],
    ['JSON with a comma too many', '{"unit":"a",}', 400, 'malformed-json'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, 'malformed-json'],
    ['nothing', '', 400, 'invalid-request'],
    ['a list', '[]', 400, 'invalid-request'],
    ['null', 'null', 400, 'invalid-request'],
    ['a key that reaches a prototype', '{"__proto__":{"unit":"a"}}', 400, 'invalid-request'],
    ['twenty thousand levels', `${deep}1${'}'.repeat(20_000)}`, 400, 'invalid-request'],
    ['more values than anybody needs', JSON.stringify({ a: Array(20_000).fill(0) }), 400, 'invalid-request'],
    ['ten megabytes', JSON.stringify(saying('长'.repeat(3_500_000))), 413, 'body-too-large'],
  ])('is refused: %s', async (_, body, status, code) => {
    const problem = await refused(body);
    expect([problem.status, problem.code]).toEqual([status, code]);
  });

  it('is refused at ten megabytes that do not say so', async () => {
    const body = JSON.stringify(saying('长'.repeat(3_500_000)));
    const { status, code } = await refused(body, { 'transfer-encoding': 'chunked' });
    expect([status, code]).toEqual([413, 'body-too-large']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x'])(
    'is refused as %s, which a form of another site could send',
    async (type) => {
      const problem = await refused(JSON.stringify(report), { 'content-type': type });
      expect([problem.status, problem.code]).toEqual([415, 'unsupported-media-type']);
    },
  );
});

describe('an address there is not', () => {
  it.each([
    [404, 'no-such-route', 'GET', '/api/nothing'],
    [405, 'method-not-allowed', 'PUT', '/api/cases'],
    [400, 'invalid-request', 'GET', '/api/cases/%00'],
    [400, 'bad-request', 'GET', '/api/cases/%ff'],
    [404, 'no-such-route', 'GET', '/api/cases/../../etc/passwd'],
    [400, 'invalid-request', 'GET', '/api/cases?limit=100000'],
    [400, 'unknown-cursor', 'GET', '/api/cases?after=x'],
    [431, 'headers-too-large', 'GET', `/api/cases?text=${'a'.repeat(20_000)}`],
  ] as const)('is answered with %d %s to %s', async (status, code, method, url) => {
    const worker = await service.the('grid1');
    const asking = request(worker.url + '/', { method, path: url, headers: worker.headers, agent: false });
    const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
    asking.end();
    const [answer] = await answered;
    const problem = JSON.parse((await answer.toArray()).join('')) as Problem;
    expect([answer.statusCode, problem.code]).toEqual([status, code]);
  });
});

describe('the log of the service', () => {
  it('has heard of no fault', () => {
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
