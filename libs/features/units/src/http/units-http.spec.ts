import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../demo/demo-county.js';
import { seedDemoCounty } from '../demo/seed-demo-county.js';
import { personIdOf } from '../person-id.js';
import { unitsApp } from '../specs/units-app.js';

const TOWN = '440605011';
const COMMITTEE = '440605011008';
const BRANCH = `${COMMITTEE}-b1`;
const GROUP = `${BRANCH}-g1`;

let room: Awaited<ReturnType<typeof unitsApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  room = await unitsApp();
  await seedDemoCounty({ commandBus: room.bus, accounts: room.accounts });
  await room.views.waitFor(await room.store.head());
  for (const name of ['admin', 'secretary1', 'secretary2', 'officer1', 'grid1', 'supervisor1', 'liaison1']) {
    tokens.set(name, await room.signIn(name, DEMO_PASSWORD));
  }
});

afterAll(() => room.stop());

const get = (url: string, as: string) => room.call('GET', url, tokens.get(as));
const post = (url: string, as: string, body: object) => room.call('POST', url, tokens.get(as), body);
const ids = (answer: Record<string, unknown>, list: string) =>
  (answer[list] as { readonly id: string }[]).map(({ id }) => id);

describe('signing in', () => {
  it('answers a token, the person and what he may, and sets a cookie', async () => {
    const { status, headers, answer } = await room.call('POST', '/api/sessions', undefined, {
      signIn: 'Secretary1',
      password: DEMO_PASSWORD,
    });
    expect(status).toBe(200);
    expect(headers['set-cookie']).toMatch(/^gridcase=.+; HttpOnly; SameSite=Strict/);
    expect(answer['person']).toMatchObject({
      signIn: 'secretary1',
      name: { zh: '陈示范' },
      positions: [
        {
          unit: BRANCH,
          unitName: { zh: '桂园第一支部' },
          role: 'branch-secretary',
          may: ['ChangeGroupCoverage', 'SeeCoverage', 'SeePeople'],
        },
      ],
    });
  });

  it('is refused with a wrong password', async () => {
    const wrong = { signIn: 'grid2', password: 'not the password' };
    const { status, answer } = await room.call('POST', '/api/sessions', undefined, wrong);
    expect([status, answer['code']]).toEqual([401, 'wrong-sign-in']);
  });

  it('ends with signing out, and with another password', async () => {
    const first = await room.signIn('officer2', DEMO_PASSWORD);
    expect((await room.call('GET', '/api/sessions/current', first)).status).toBe(200);
    expect((await room.call('DELETE', '/api/sessions/current', first)).status).toBe(204);
    expect((await room.call('GET', '/api/sessions/current', first)).status).toBe(401);
    const second = await room.signIn('officer2', DEMO_PASSWORD);
    const change = { present: DEMO_PASSWORD, next: 'a better password' };
    expect((await room.call('POST', '/api/me/password', second, change)).status).toBe(204);
    expect((await room.call('GET', '/api/sessions/current', second)).status).toBe(401);
    expect(await room.signIn('officer2', 'a better password')).not.toBe('undefined');
  });
});

describe('reading units', () => {
  it('lists counties, children, and what a search finds', async () => {
    expect(ids((await get('/api/units', 'grid1')).answer, 'units')).toEqual(['440605']);
    expect(ids((await get(`/api/units?below=${COMMITTEE}`, 'grid1')).answer, 'units')).toEqual([
      `${COMMITTEE}-b1`,
      `${COMMITTEE}-b2`,
      `${COMMITTEE}-property`,
    ]);
    const found = await get(`/api/units?name=${encodeURIComponent('桂园第')}&level=group`, 'grid1');
    expect(found.answer['units']).toHaveLength(4);
    expect((found.answer['units'] as object[])[0]).toMatchObject({
      path: ['440605', TOWN, COMMITTEE, BRANCH, GROUP],
    });
  });

  it('pages by the last id', async () => {
    const first = await get('/api/units?below=440605&limit=5', 'grid1');
    expect(first.answer['next']).toBe(
      '440605-volunteers' === first.answer['next'] ? '440605-volunteers' : ids(first.answer, 'units')[4],
    );
    const second = await get(
      `/api/units?below=440605&limit=5&after=${String(first.answer['next'])}`,
      'grid1',
    );
    expect(new Set([...ids(first.answer, 'units'), ...ids(second.answer, 'units')]).size).toBe(9);
    expect(second.answer['next']).toBeUndefined();
  });

  it('shows one unit with its path, and what it was', async () => {
    expect((await get(`/api/units/${GROUP}`, 'grid1')).answer).toMatchObject({
      level: 'group',
      parent: BRANCH,
      open: true,
    });
    expect((await get(`/api/units/${GROUP}/history`, 'grid1')).answer).toHaveLength(1);
    expect((await get('/api/units/nowhere', 'grid1')).status).toBe(404);
  });
});

describe('changing units', () => {
  it('opens, moves, renames and closes for an administrator, on its date', async () => {
    const opened = await post('/api/units', 'admin', {
      id: 'new-group',
      level: 'group',
      parent: BRANCH,
      name: { en: 'New Group', zh: '新小组' },
    });
    expect(opened.status).toBe(201);
    expect(opened.headers['etag']).toBe(`"${String(opened.answer['revision'])}"`);
    await post('/api/units/new-group/move', 'admin', { parent: `${COMMITTEE}-b2` });
    await post('/api/units/new-group/rename', 'admin', {
      name: { en: 'Newer', zh: '更新' },
      from: '2027-01-01T00:00:00Z',
    });
    const closed = await post('/api/units/new-group/close', 'admin', {
      reason: 'merged',
      from: '2028-01-01T00:00:00Z',
    });
    const url = (at: string) => `/api/units/new-group?at=${at}&atLeast=${String(closed.answer['position'])}`;
    const at = async (moment: string) => (await get(url(moment), 'grid1')).answer;
    expect(await at('2026-06-01T00:00:00Z')).toMatchObject({
      parent: `${COMMITTEE}-b2`,
      name: { en: 'New Group' },
      open: true,
    });
    expect(await at('2027-01-01T00:00:00Z')).toMatchObject({ name: { en: 'Newer' }, open: true });
    expect(await at('2028-01-01T00:00:00Z')).toMatchObject({ open: false });
  });

  it('is refused to others, and says who may', async () => {
    const { status, answer } = await post(`/api/units/${GROUP}/close`, 'officer1', { reason: 'merged' });
    expect([status, answer['code']]).toEqual([403, 'not-permitted']);
    expect(answer['whoMay']).toEqual([
      { role: 'administrator', unit: TOWN },
      { role: 'administrator', unit: '440605' },
    ]);
  });
});

describe('covering households', () => {
  const gaps = async (unit: string, as: string, more = '') =>
    (await get(`/api/units/coverage?unit=${unit}${more}`, as)).answer;

  it('lists addresses without a group, with the counts', async () => {
    expect(await gaps(COMMITTEE, 'officer1')).toEqual({
      unit: COMMITTEE,
      registered: 51,
      covered: 48,
      uncovered: ['0049', '0050', '0051'].map((code) => `${COMMITTEE}-${code}`),
    });
    expect(await gaps(BRANCH, 'secretary1')).toMatchObject({ unit: COMMITTEE, registered: 51 });
  });

  it('pages across committees', async () => {
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await gaps('440605', 'admin', `&limit=7${after}`);
      seen.push(...(page['uncovered'] as string[]));
      if (page['next'] === undefined) break;
      after = `&after=${String(page['next'])}`;
    }
    expect(seen).toHaveLength(22 * 3);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('lets a secretary give an address to a group of his own, and takes it off the list', async () => {
    const code = `${COMMITTEE}-0050`;
    const change = { added: [code] };
    expect((await post(`/api/units/${COMMITTEE}-b2-g1/coverage`, 'secretary1', change)).status).toBe(403);
    const done = await post(`/api/units/${GROUP}/coverage`, 'secretary1', change);
    expect(done.status).toBe(200);
    const atLeast = `&atLeast=${String(done.answer['position'])}`;
    expect(await gaps(COMMITTEE, 'officer1', atLeast)).toMatchObject({
      covered: 49,
      uncovered: [`${COMMITTEE}-0049`, `${COMMITTEE}-0051`],
    });
    expect((await get(`/api/units/${GROUP}/addresses`, 'grid1')).answer['addresses']).toContain(code);
    const taken = await post(`/api/units/${COMMITTEE}-b2-g1/coverage`, 'secretary2', change);
    expect([taken.status, taken.answer['code']]).toEqual([409, 'address-covered']);
  });

  it('is shown to nobody outside', async () => {
    expect((await get(`/api/units/coverage?unit=${TOWN}`, 'officer1')).status).toBe(403);
    expect((await get(`/api/units/${COMMITTEE}-b2-g1/addresses`, 'grid1')).status).toBe(403);
  });
});

describe('looking after people', () => {
  const worker = personIdOf('grid1');

  it('shows those at or below one’s units, the sign-in to administrators alone', async () => {
    const seen = await get('/api/people?limit=200', 'secretary1');
    expect(ids(seen.answer, 'people')).toHaveLength(3);
    expect((seen.answer['people'] as object[]).some((one) => 'signIn' in one)).toBe(false);
    const found = await get('/api/people?signIn=GRID1', 'admin');
    expect(found.answer['people']).toMatchObject([{ id: worker, signIn: 'grid1', name: { zh: '张演示' } }]);
    expect((await get('/api/people?role=supervisor', 'admin')).answer['people']).toHaveLength(1);
  });

  it('is refused outside of one’s units', async () => {
    expect((await get('/api/people', 'liaison1')).status).toBe(403);
    expect((await get(`/api/people?unit=${TOWN}`, 'officer1')).status).toBe(403);
    expect((await get(`/api/people/${worker}`, 'secretary2')).status).toBe(404);
    expect((await get(`/api/people/${worker}`, 'grid1')).answer).toMatchObject({ signIn: 'grid1' });
  });

  it('registers, appoints and lets sign in', async () => {
    const request = { signIn: 'fresh', name: { zh: '叶演示' }, unit: COMMITTEE, password: 'a long password' };
    expect((await post('/api/people', 'officer1', request)).status).toBe(403);
    const { status, answer } = await post('/api/people', 'admin', request);
    expect(status).toBe(201);
    const id = String(answer['personId']);
    const given = await post(`/api/people/${id}/positions`, 'admin', { unit: GROUP, role: 'grid-worker' });
    expect(given.status).toBe(200);
    const token = await room.signIn('fresh', 'a long password');
    const me = await room.call('GET', '/api/sessions/current', token);
    expect(me.answer['positions']).toMatchObject([{ unit: GROUP, role: 'grid-worker' }]);
    await post(`/api/people/${id}/password`, 'admin', { password: 'quite another one' });
    expect((await room.call('GET', '/api/sessions/current', token)).status).toBe(401);
  });

  it('lets a secretary have a deputy, and the deputy act', async () => {
    const deputy = personIdOf('grid2');
    const mandate = { unit: BRANCH, role: 'branch-secretary', until: '2026-06-01T00:00:00Z' };
    expect((await post(`/api/people/${deputy}/mandates`, 'secretary2', mandate)).status).toBe(403);
    expect((await post(`/api/people/${deputy}/mandates`, 'secretary1', mandate)).status).toBe(200);
    const token = await room.signIn('grid2', DEMO_PASSWORD);
    const onBehalfOf = personIdOf('secretary1');
    const me = await room.call('GET', '/api/sessions/current', token);
    expect((me.answer['positions'] as object[])[1]).toMatchObject({ role: 'branch-secretary', onBehalfOf });
    const change = { added: [`${COMMITTEE}-0049`] };
    expect((await room.call('POST', `/api/units/${GROUP}/coverage`, token, change)).status).toBe(200);
    const { events } = await room.store.readAll({ filter: { streamPrefixes: [`coverage-${COMMITTEE}`] } });
    expect(events.at(-1)?.actor).toEqual({ id: deputy, role: 'branch-secretary', unit: BRANCH, onBehalfOf });
    expect(
      (
        await post(`/api/people/${deputy}/mandates/end`, 'secretary1', {
          unit: BRANCH,
          role: 'branch-secretary',
        })
      ).status,
    ).toBe(200);
    expect((await room.call('POST', `/api/units/${GROUP}/coverage`, token, change)).status).toBe(403);
  });
});
