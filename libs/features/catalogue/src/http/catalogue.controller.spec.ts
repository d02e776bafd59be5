import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CatalogueContent } from '#kernel';
import { contentHashOf } from '../content-hash.js';
import { seedCatalogue } from '../index.js';
import { catalogueApp } from '../specs/catalogue-app.js';
import { demoCatalogue, starterCatalogue } from '../starter/starter-catalogue.js';

let room: Awaited<ReturnType<typeof catalogueApp>>;

beforeAll(async () => {
  room = await catalogueApp();
});

afterAll(() => room.stop());

const hash = contentHashOf(starterCatalogue);
const next: CatalogueContent = { ...starterCatalogue, policy: { ...starterCatalogue.policy, returns: 3 } };

describe('reading the catalogue', () => {
  it('gives forms what they ask, and no limits', async () => {
    const { status, answer } = await room.call('GET', '/api/catalogue', 'officer');
    expect([status, answer['version'], answer['hash']]).toEqual([200, 1, hash]);
    const types = answer['types'] as readonly Record<string, unknown>[];
    expect(types).toHaveLength(starterCatalogue.types.length);
    expect(types.find(({ code }) => code === '090102')).toEqual({
      code: '090102',
      name: { en: 'Gas smell', zh: '燃气异味' },
      urgency: 'critical',
      onSpot: [],
      identityProtected: false,
      consultation: false,
      whistle: true,
      fields: [expect.objectContaining({ code: 'place', kind: 'choice' })],
      closing: expect.objectContaining({ zh: '燃气单位确认安全' }),
    });
  });

  it('asks for a sign-in', async () => {
    expect((await room.call('GET', '/api/catalogue')).status).toBe(401);
  });

  it('shows every version, and each of them whole', async () => {
    const { answer } = await room.call('GET', '/api/catalogue/versions', 'officer');
    const version = {
      version: 1,
      hash,
      name: starterCatalogue.name,
      publishedAt: '2026-05-01T00:00:00.000Z',
      by: { role: 'process' },
    };
    expect(answer).toEqual({ versions: [version] });
    const whole = await room.call('GET', '/api/catalogue/versions/1', 'officer');
    expect(whole.answer).toEqual({ ...version, content: starterCatalogue });
  });

  it('has no version that was never published', async () => {
    const { status, answer } = await room.call('GET', '/api/catalogue/versions/9', 'officer');
    expect([status, answer['code']]).toEqual([404, 'no-such-version']);
    expect((await room.call('GET', '/api/catalogue/versions/first', 'officer')).status).toBe(400);
  });
});

describe('checking a catalogue', () => {
  const check = (content: object) => room.call('POST', '/api/catalogue/check', 'officer', { content });

  it('tells what it would change', async () => {
    expect(await check(next)).toMatchObject({
      status: 200,
      answer: { flaws: [], changes: [{ path: '/policy/returns', from: 2, to: 3 }] },
    });
  });

  it('tells what is wrong with it, and publishes nothing', async () => {
    const { status, answer } = await check({ ...next, types: [] });
    expect([status, answer]).toMatchObject([
      200,
      { flaws: [{ path: '/types', code: 'no-unsure' }], changes: [] },
    ]);
    expect((await room.call('GET', '/api/catalogue', 'officer')).answer).toMatchObject({ version: 1 });
  });
});

describe('publishing a catalogue', () => {
  const publish = (body: object, as: 'chief' | 'officer' = 'chief') =>
    room.call('POST', '/api/catalogue/versions', as, body);

  it('is refused to whom it is not given', async () => {
    const { status, answer } = await publish({ content: next }, 'officer');
    expect([status, answer]).toMatchObject([403, { whoMay: [{ role: 'administrator', unit: 'c' }] }]);
  });

  it('is refused with every flaw', async () => {
    const { status, answer } = await publish({ content: { ...next, types: [], name: {} } });
    expect(status).toBe(422);
    const { flaws } = answer['details'] as { flaws: readonly { path: string }[] };
    expect(flaws.map(({ path }) => path)).toEqual(['/name/en', '/name/zh', '/types']);
  });

  it('makes a version that is in force at once; the second time changes nothing', async () => {
    const answer = { version: 2, hash: contentHashOf(next), revision: 1 };
    expect(await publish({ content: next, note: 'one more return' })).toMatchObject({ status: 201, answer });
    expect(await publish({ content: next })).toMatchObject({ status: 201, answer });
    expect((await room.call('GET', '/api/catalogue', 'officer')).answer).toMatchObject({ version: 2 });
    const whole = await room.call('GET', '/api/catalogue/versions/2', 'officer');
    expect(whole.answer).toMatchObject({ note: 'one more return', by: { role: 'administrator', unit: 'c' } });
  });
});

describe('seeding a catalogue', () => {
  it('leaves alone what is there', async () => {
    await seedCatalogue(demoCatalogue, room.seed);
    expect((await room.call('GET', '/api/catalogue', 'officer')).answer).toMatchObject({ version: 2 });
  });
});
