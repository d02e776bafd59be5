import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { casesApp } from '../specs/cases-app.js';
import { streetLight } from '../specs/case-office.js';
import { settle, take } from '../specs/story.js';

/** Names of fields that belong to the machine room. */
const INTERNAL = ['"box"', '"receiptHash"', '"seq"', '"filers"', '"subject"', '"fingerprint"', '"proposal"'];
const contact = Object.values(streetLight.contact ?? {});

describe('giving a command to a case', () => {
  it('answers its id, revision and position, with the revision as ETag, and the receipt of a report', async () => {
    const { office, post } = await casesApp();
    const { status, etag, answer } = await post('/api/cases', 'wang', streetLight);
    const { caseId, ...rest } = answer;
    const receiptCode = office.digests.receiptCodeOf(String(caseId));
    expect([status, etag, rest]).toEqual([
      201,
      '"1"',
      { revision: 1, position: await office.store.head(), receiptCode },
    ]);
    const accepted = await post(
      `/api/cases/${String(caseId)}/accept-case`,
      'chen',
      {},
      { 'if-match': '"1"' },
    );
    expect([accepted.status, accepted.etag]).toEqual([200, '"2"']);
  });

  it('is done once for one key, and refused for the same key with another body', async () => {
    const { office, post } = await casesApp();
    const key = { 'idempotency-key': randomUUID() };
    const first = await post('/api/cases', 'wang', streetLight, key);
    const again = await post('/api/cases', 'wang', streetLight, key);
    expect([again.status, again.answer]).toEqual([first.status, first.answer]);
    const other = await post('/api/cases', 'wang', { ...streetLight, unit: 'mill' }, key);
    expect([other.status, other.answer['code']]).toEqual([422, 'key-reused']);
    expect((await office.store.readAll()).events).toHaveLength(2);
  });

  it('is refused with 412 when the case has moved on, whatever the command', async () => {
    const { office, post } = await casesApp();
    const id = await office.report();
    for (const [who, deed, body] of [
      ['chen', 'accept-case', {}],
      ['wang', 'reveal-identity', { purpose: 'emergency' }],
      ['shi', 'erase', { subject: 'reporter' }],
    ] as const) {
      const { status } = await post(`/api/cases/${id}/${deed}`, who, body, { 'if-match': '"0"' });
      expect({ deed, status }).toEqual({ deed, status: 412 });
    }
  });

  it('answers a look and an erasure with the revision of the case itself', async () => {
    const { office, post } = await casesApp();
    const id = await office.report();
    const look = await post(`/api/cases/${id}/reveal-identity`, 'wang', { purpose: 'emergency' });
    expect([look.etag, look.answer['contact']]).toEqual(['"1"', streetLight.contact]);
    const erased = await post(`/api/cases/${id}/erase`, 'shi', { subject: 'reporter' });
    expect([erased.status, erased.etag]).toEqual([200, '"1"']);
    const blank = await post(`/api/cases/${id}/reveal-identity`, 'wang', { purpose: 'emergency' });
    expect(blank.answer).toMatchObject({ contact: null, narrative: null });
  });

  it.each([
    ['an unknown field', { ...streetLight, level: 'county' }],
    ['a channel of the engine’s own', { ...streetLight, channel: 'import' }],
    ['no words', { ...streetLight, narrative: { summary: '' } }],
    ['a place beyond the pole', { ...streetLight, narrative: { summary: 'x', place: { latitude: 91 } } }],
    ['an impossible moment', { ...streetLight, occurredAt: '2026-02-30T00:00:00Z' }],
    ['a moment in the future', { ...streetLight, occurredAt: '2026-03-03T00:00:00Z' }],
  ])('is refused with 400 for %s, and changes nothing', async (_, body) => {
    const { office, post } = await casesApp();
    const { status } = await post('/api/cases', 'wang', body);
    expect([status, (await office.store.readAll()).events]).toEqual([400, []]);
  });
});

describe('reading cases', () => {
  it('shows nothing sealed, nothing internal, and no contact on any page', async () => {
    const { office, get } = await casesApp();
    const [other, id] = [await office.report(), await office.report()];
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    await office.give('chen', other, { type: 'Merge', data: { into: id } });
    await settle(office);
    const code = office.digests.receiptCodeOf(other);
    const pages = [
      await get('/api/cases', 'chen'),
      await get(`/api/cases/${id}`, 'chen'),
      await get('/api/cases/2026-000001', 'chen'),
      await get('/api/inbox', 'he'),
      await get('/api/counters', 'chen'),
      await get(`/api/track/${code}`),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const { text } of pages)
      for (const hidden of [...INTERNAL, ...contact]) expect(text).not.toContain(hidden);
    const history = await get(`/api/cases/${id}/history`, 'chen');
    expect(history.status).toBe(200);
    for (const hidden of ['"box"', '"fingerprint"', ...contact]) expect(history.text).not.toContain(hidden);
  });

  it('goes from page to page by its cursor', async () => {
    const { office, get } = await casesApp();
    for (let n = 0; n < 5; n += 1) await office.report();
    for (const list of ['cases', 'inbox']) {
      const who = list === 'cases' ? 'chen' : 'li';
      const seen: unknown[] = [];
      for (let after = ''; ;) {
        const { answer } = await get(`/api/${list}?limit=2${after}`, who);
        const page = (answer['cases'] ?? answer['tasks']) as readonly {
          number?: string;
          case?: { number: string };
        }[];
        seen.push(...page.map((each) => each.number ?? each.case?.number));
        if (typeof answer['next'] !== 'string') break;
        after = `&after=${answer['next']}`;
      }
      expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `2026-00000${n}`));
    }
  });

  it('is refused with 400 for a cursor that is none, or that of another list', async () => {
    const { office, get } = await casesApp();
    await office.report();
    const { answer } = await get('/api/cases?limit=1', 'chen');
    const cursors = ['x', 'MQ', 'MS4y', 'MS4yLjMuNA', 'LS0tLQ', 'MWUzLjI', 'OTk5OTk5OTk5OTk5OTk5OTk5OS4x'];
    for (const list of ['cases', 'inbox'])
      for (const after of cursors.filter((each) => !(list === 'cases' && each === 'MS4y'))) {
        const refused = await get(`/api/${list}?after=${after}`, 'chen');
        expect({ after, status: refused.status }).toEqual({ after, status: 400 });
      }
    const swapped = await get(`/api/inbox?after=${String(answer['next'])}`, 'chen');
    expect([swapped.status, swapped.answer['code']]).toEqual([400, 'unknown-cursor']);
  });

  it('takes one stage or several, a level, a service and words', async () => {
    const { office, get } = await casesApp();
    const [open, accepted] = [await office.report(), await office.report()];
    await take(office, accepted, 'accept');
    const idsFor = async (query: string) => {
      const { status, answer } = await get(`/api/cases?${query}`, 'chen');
      expect({ query, status }).toEqual({ query, status: 200 });
      return (answer['cases'] as readonly { caseId: string }[]).map(({ caseId }) => caseId);
    };
    expect(await idsFor('stage=reported')).toEqual([open]);
    expect(await idsFor('stage=accepted&stage=closed&stage=accepted')).toEqual([accepted]);
    expect(await idsFor('level=committee')).toEqual([accepted]);
    expect(await idsFor('order=newest&serviceType=050301')).toEqual([accepted, open]);
    expect(await idsFor(`text=${encodeURIComponent('路灯 lant')}`)).toEqual([open, accepted]);
    expect(await idsFor('from=2026-03-02T01:00:00Z&until=2026-03-02T01:00:00Z')).toEqual([]);
  });
});

describe('looking beyond one’s own units', () => {
  it('is refused with who may', async () => {
    const { office, get } = await casesApp();
    const id = await office.report();
    const seats = ['county', 'town', 'east'].map((unit) => ({ role: 'supervisor', unit }));
    for (const url of [
      '/api/cases?unit=mill',
      '/api/counters?unit=mill',
      `/api/cases/${id}`,
      `/api/cases/${id}/history`,
    ])
      expect({ url, answer: (await get(url, 'sun')).answer }).toMatchObject({
        url,
        answer: { status: 403, code: 'not-permitted', whoMay: seats, details: { rule: 'SeeCases' } },
      });
  });

  it('is refused to those who keep the data and the accounts, and to the signed out', async () => {
    const { office, get } = await casesApp();
    const id = await office.report();
    for (const who of ['shi', 'gao'] as const)
      for (const url of ['/api/cases', '/api/counters', `/api/cases/${id}`])
        expect((await get(url, who)).answer).toMatchObject({ status: 403, code: 'not-permitted' });
    for (const url of ['/api/cases', '/api/inbox', `/api/cases/${id}/history`])
      expect((await get(url)).status).toBe(401);
    expect((await get('/api/inbox', 'shi')).answer).toEqual({ tasks: [], next: null });
  });

  it('is open to the units that had the case before', async () => {
    const { office, get } = await casesApp();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const { answer } = await get(`/api/cases/${id}`, 'wang');
    expect(answer).toMatchObject({ caseId: id, answers: 'mill', permitted: ['AddNote'] });
  });
});

describe('tracking by receipt', () => {
  it('lets a guesser try twenty times, and then nobody from there for a while', async () => {
    const { office, get } = await casesApp();
    const id = await office.report();
    const mine = `/api/track/${office.digests.receiptCodeOf(id)}`;
    for (let n = 0; n < 20; n += 1) expect((await get(`/api/track/WRONG-${n}`)).status).toBe(404);
    expect((await get(mine)).status).toBe(429);
    office.clock.advance(16 * 60_000);
    expect((await get(mine)).status).toBe(200);
  });

  it('lets the resident withdraw, whoever is signed in on the device', async () => {
    const { office, post, caughtUp } = await casesApp();
    const id = await office.report();
    await caughtUp();
    const url = `/api/track/${office.digests.receiptCodeOf(id)}/withdraw`;
    const { status } = await post(url, 'li', { reason: 'it shines again' });
    expect(status).toBe(200);
    expect((await office.eventsOf(id)).at(-1)).toMatchObject({
      type: 'CaseWithdrawn',
      actor: { id: 'resident', role: 'resident' },
    });
  });
});
