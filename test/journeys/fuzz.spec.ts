import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestTo, routesOf, type AnyRequest, type Document, type Route } from '../support/any-request.js';
import {
  BRANCH,
  COMMITTEE,
  COUNTY,
  EVERYBODY,
  GROUP,
  idOf,
  NEXT_GROUP,
  TOWN,
  type Person,
} from '../support/county.js';
import { serviceInMemory } from '../support/services.js';

const service = await serviceInMemory();
afterAll(() => service.stop());

const document = await service.anybody.read<Document>('/api/openapi.json');
const units = [COUNTY, TOWN, COMMITTEE, BRANCH, GROUP, NEXT_GROUP];
const people = EVERYBODY.map(idOf);

/** Cases and receipt codes that come about on the way; a few to begin with. */
const cases: string[] = [];
const receiptCodes: string[] = [];
for (const unit of [GROUP, BRANCH, COMMITTEE]) {
  const report = { serviceType: '050301', unit, narrative: { summary: 'A lamp is out.' } };
  keep(await (await service.the('officer1')).command('/api/cases', report));
}

const anybody = fc.constantFrom<Person | undefined>(...EVERYBODY, undefined);

describe('sending anything at all', () => {
  it.each(routesOf(document).map((route) => [`${route.method} ${route.path}`, route] as const))(
    'to %s is answered or refused, and a refusal changes nothing',
    async (_, route) => {
      const requests = requestTo(route, document, knownValues);
      const property = fc.asyncProperty(requests, anybody, (request, who) =>
        isAnsweredOrRefused(route, request, who),
      );
      await fc.assert(property, { numRuns: 60 });
    },
  );

  it('meets no fault', () => {
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

async function isAnsweredOrRefused({ method }: Route, request: AnyRequest, who?: Person): Promise<void> {
  const { url, payload, headers } = request;
  const before = await service.store.head();
  const answer = await service.app.inject({
    method,
    url,
    headers: { ...headers, ...(who && bearer(who)) },
    ...(payload !== undefined && { payload }),
  });
  expect(answer.statusCode).toBeLessThan(500);
  if (answer.statusCode < 400) {
    if (answer.body.startsWith('{')) keep(answer.json());
    return service.settled();
  }
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    status: answer.statusCode,
    type: expect.stringMatching(/^urn:gridcase:problem:[a-z0-9-]+$/),
    code: expect.any(String),
    title: expect.any(String),
  });
  expect(await service.store.head()).toBe(before);
}

/** A session of his own for each request: some of them end all there are. */
function bearer(person: Person) {
  return { authorization: `Bearer ${service.sessions.open(idOf(person)).token}` };
}

function keep({ caseId, receiptCode }: { readonly caseId?: string; readonly receiptCode?: string }): void {
  if (caseId) cases.push(caseId);
  if (receiptCode) receiptCodes.push(receiptCode);
}

function knownValues(name: string, path: string): readonly string[] | undefined {
  if (name === 'id' && path.startsWith('/api/units')) return units;
  if (name === 'id' && path.startsWith('/api/people')) return people;
  if (['unit', 'to', 'next', 'suggestedUnit', 'below', 'parent'].includes(name)) return units;
  if (['id', 'into', 'caseId'].includes(name)) return cases;
  if (name === 'serviceType') return ['050301', '050101', '129999'];
  if (name === 'receiptCode') return receiptCodes;
  if (name === 'onBehalfOf') return people;
  if (name === 'atLeast') return ['0'];
  return undefined;
}
