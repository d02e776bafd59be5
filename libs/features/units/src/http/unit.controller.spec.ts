import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BRANCH,
  COMMITTEE,
  COUNTY,
  GROUP,
  idsIn,
  OTHER_BRANCH,
  OTHER_GROUP,
  TOWN,
  seededApp,
} from '../specs/seeded-app.js';

let room: Awaited<ReturnType<typeof seededApp>>;

beforeAll(async () => {
  room = await seededApp();
});

afterAll(() => room.stop());

describe('reading units', () => {
  it('lists counties, children, and what a search finds', async () => {
    expect(idsIn((await room.get('/api/units', 'grid1')).answer, 'units')).toEqual([COUNTY]);
    expect(idsIn((await room.get(`/api/units?below=${COMMITTEE}`, 'grid1')).answer, 'units')).toEqual([
      BRANCH,
      OTHER_BRANCH,
      `${COMMITTEE}-property`,
    ]);
    const found = await room.get(`/api/units?name=${encodeURIComponent('桂园第')}&level=group`, 'grid1');
    expect(found.answer['units']).toHaveLength(4);
    expect((found.answer['units'] as object[])[0]).toMatchObject({
      path: [COUNTY, TOWN, COMMITTEE, BRANCH, GROUP],
    });
  });

  it('pages by the last id', async () => {
    const page = async (after: string) =>
      (await room.get(`/api/units?below=${COUNTY}&limit=5${after}`, 'grid1')).answer;
    const first = await page('');
    expect(first['next']).toBe(idsIn(first, 'units')[4]);
    const second = await page(`&after=${String(first['next'])}`);
    expect(new Set([...idsIn(first, 'units'), ...idsIn(second, 'units')]).size).toBe(9);
    expect(second['next']).toBeUndefined();
  });

  it('shows one unit with its path, and what it was', async () => {
    expect((await room.get(`/api/units/${GROUP}`, 'grid1')).answer).toMatchObject({
      level: 'group',
      parent: BRANCH,
      open: true,
    });
    expect((await room.get(`/api/units/${GROUP}/history`, 'grid1')).answer).toHaveLength(1);
    expect((await room.get('/api/units/nowhere', 'grid1')).status).toBe(404);
  });
});

describe('changing units', () => {
  it('opens, moves, renames and closes for an administrator, on its date', async () => {
    const opened = await room.post('/api/units', 'admin', {
      id: 'new-group',
      level: 'group',
      parent: BRANCH,
      name: { en: 'New Group', zh: '新小组' },
    });
    expect(opened.status).toBe(201);
    expect(opened.headers['etag']).toBe(`"${String(opened.answer['revision'])}"`);
    await room.post('/api/units/new-group/move', 'admin', { parent: OTHER_BRANCH });
    await room.post('/api/units/new-group/rename', 'admin', {
      name: { en: 'Newer', zh: '更新' },
      from: '2027-01-01T00:00:00Z',
    });
    const closed = await room.post('/api/units/new-group/close', 'admin', {
      reason: 'merged',
      from: '2028-01-01T00:00:00Z',
    });
    const url = (at: string) => `/api/units/new-group?at=${at}&atLeast=${String(closed.answer['position'])}`;
    const at = async (moment: string) => (await room.get(url(moment), 'grid1')).answer;
    expect(await at('2026-06-01T00:00:00Z')).toMatchObject({
      parent: OTHER_BRANCH,
      name: { en: 'New Group' },
      open: true,
    });
    expect(await at('2027-01-01T00:00:00Z')).toMatchObject({ name: { en: 'Newer' }, open: true });
    expect(await at('2028-01-01T00:00:00Z')).toMatchObject({ open: false });
  });

  it('is refused to others, and says who may', async () => {
    const { status, answer } = await room.post(`/api/units/${GROUP}/close`, 'officer1', { reason: 'merged' });
    expect([status, answer['code']]).toEqual([403, 'not-permitted']);
    expect(answer['whoMay']).toEqual([
      { role: 'administrator', unit: TOWN },
      { role: 'administrator', unit: COUNTY },
    ]);
  });
});

describe('covering households', () => {
  const gaps = async (unit: string, as: string, more = '') =>
    (await room.get(`/api/units/coverage?unit=${unit}${more}`, as)).answer;

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
      const page = await gaps(COUNTY, 'admin', `&limit=7${after}`);
      seen.push(...(page['uncovered'] as string[]));
      if (page['next'] === undefined) break;
      after = `&after=${seen.at(-1)}`;
    }
    expect(seen).toHaveLength(22 * 3);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('lets a secretary give an address to a group of his own, and takes it off the list', async () => {
    const code = `${COMMITTEE}-0050`;
    const change = { added: [code] };
    expect((await room.post(`/api/units/${OTHER_GROUP}/coverage`, 'secretary1', change)).status).toBe(403);
    const done = await room.post(`/api/units/${GROUP}/coverage`, 'secretary1', change);
    expect(done.status).toBe(200);
    const atLeast = `&atLeast=${String(done.answer['position'])}`;
    expect(await gaps(COMMITTEE, 'officer1', atLeast)).toMatchObject({
      covered: 49,
      uncovered: [`${COMMITTEE}-0049`, `${COMMITTEE}-0051`],
    });
    expect((await room.get(`/api/units/${GROUP}/addresses`, 'grid1')).answer['addresses']).toContain(code);
    const taken = await room.post(`/api/units/${OTHER_GROUP}/coverage`, 'secretary2', change);
    expect([taken.status, taken.answer['code']]).toEqual([409, 'address-covered']);
  });

  it('is shown to nobody outside', async () => {
    expect((await room.get(`/api/units/coverage?unit=${TOWN}`, 'officer1')).status).toBe(403);
    expect((await room.get(`/api/units/${OTHER_GROUP}/addresses`, 'grid1')).status).toBe(403);
  });
});
