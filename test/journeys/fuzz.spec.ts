import 'reflect-metadata';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startInMemory } from '#server';
import { requestTo, routesOf, type AnyRequest, type Document, type Route } from '../support/any-request.js';
import { smallCounty } from '../support/small-county.js';

const server = await startInMemory();
afterAll(() => server.stop());

const county = await smallCounty(server);
const document = (await server.app.inject('/api/openapi.json')).json<Document>();
const { serviceTypes } = await ask<{ serviceTypes: { code: string }[] }>('GET', '/api/service-types');

/** Cases and receipt codes that came about on the way, the first by hand. */
const cases: string[] = [];
const receiptCodes: string[] = [];
const narrative = { summary: 'A lamp is out.' };
for (const unit of ['group', 'branch', 'committee']) {
  await server.app
    .inject({
      method: 'POST',
      url: '/api/cases',
      headers: bearer('officer'),
      payload: { serviceType: '050301', unit, narrative },
    })
    .then((answer) => keep(answer.json()));
}

describe('sending anything at all', () => {
  it.each(routesOf(document).map((route) => [`${route.method} ${route.path}`, route] as const))(
    'to %s is answered or refused, and a refusal changes nothing',
    async (_, route) => {
      const sender = fc.constantFrom(...Object.keys(county.tokens), 'nobody');
      const request = requestTo(route, document, known);
      await fc.assert(
        fc.asyncProperty(request, sender, (asked, who) => isAnsweredOrRefused(route, asked, who)),
        { numRuns: 40 },
      );
    },
  );

  it('has found no fault', () => {
    expect(server.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

async function isAnsweredOrRefused(
  route: Route,
  { url, payload, headers }: AnyRequest,
  who: string,
): Promise<void> {
  const before = await server.store.head();
  const answer = await server.app.inject({
    method: route.method,
    url,
    headers: { ...headers, ...bearer(who) },
    ...(payload === undefined ? {} : { payload }),
  });
  expect(answer.statusCode).toBeLessThan(500);
  if (answer.statusCode < 400) {
    if (answer.body.startsWith('{')) keep(answer.json());
    return server.settled();
  }
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    status: answer.statusCode,
    type: expect.stringMatching(/^urn:gridcase:problem:[a-z-]+$/),
    code: expect.any(String),
    title: expect.any(String),
  });
  expect(await server.store.head()).toBe(before);
}

function keep({ caseId, receiptCode }: { caseId?: string; receiptCode?: string }): void {
  if (caseId) cases.push(caseId);
  if (receiptCode) receiptCodes.push(receiptCode);
}

function known(name: string, path: string): readonly string[] | undefined {
  if (name === 'id')
    return path.startsWith('/api/units')
      ? county.units
      : path.startsWith('/api/people')
        ? county.people
        : cases;
  if (['unit', 'to', 'next', 'suggestedUnit', 'below', 'parent'].includes(name)) return county.units;
  if (['into', 'duplicate', 'caseId'].includes(name)) return cases;
  if (name === 'serviceType') return serviceTypes.map(({ code }) => code);
  if (name === 'receiptCode') return receiptCodes;
  if (name === 'onBehalfOf') return county.people;
  // Any other position is waited for, as long as it takes to be told that it will not come.
  if (name === 'atLeast') return ['0'];
  return undefined;
}

function bearer(who: string): Record<string, string> {
  const token = county.tokens[who];
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

async function ask<Answer>(method: 'GET', url: string): Promise<Answer> {
  return (await server.app.inject({ method, url, headers: bearer('officer') })).json<Answer>();
}
