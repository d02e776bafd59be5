import { describe, expect, it } from '@jest/globals';
import { engine, secretary, supervisor } from '../specs/case-log.js';
import type { PersonName } from '../specs/grid.js';
import { happenings as event, SECRET } from '../specs/happenings.js';
import { supervisionApp } from '../specs/supervision-app.js';

type App = Awaited<ReturnType<typeof supervisionApp>>;
type Page = readonly Readonly<Record<string, unknown>>[];

/** A case at mill-1, handed to mill and supervised there; and one at hill-1 that was only reminded. */
async function twoCases({ log }: App) {
  const mill = await log.report(event.reported());
  await log.happen(mill, secretary, event.offered('mill-1', 'mill'), event.signed('mill'));
  await log.happen(mill, engine, event.reminded('mill'));
  await log.happen(mill, supervisor, event.ordered('mill'));
  const hill = await log.report(event.reported('hill-1'));
  await log.happen(hill, engine, event.reminded('hill-1'));
  return { mill, hill };
}

describe('looking at the supervision board', () => {
  it('shows what stands, with a link to the case, and nothing that was said in it', async () => {
    const app = await supervisionApp();
    const { mill } = await twoCases(app);
    const { status, answer, text } = await app.get('/api/supervision', 'qin');
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      unit: 'east',
      matters: [
        {
          case: {
            caseId: mill,
            number: '2026-000001',
            href: `/api/cases/${mill}`,
            serviceType: { id: '050301' },
          },
          state: 'raised',
          level: 1,
          unit: { id: 'mill', name: { zh: '磨坊支部' } },
        },
      ],
      next: null,
    });
    expect(text).not.toContain(SECRET);
  });

  it('takes a unit, states and a level, and goes from page to page', async () => {
    const app = await supervisionApp();
    await twoCases(app);
    const states = async (query: string) => {
      const { answer } = await app.get(`/api/supervision?${query}`, 'tang');
      return (answer['matters'] as Page).map(({ state }) => state);
    };
    expect(await states('')).toEqual(['raised', 'reminded']);
    expect(await states('unit=west')).toEqual(['reminded']);
    expect(await states('state=reminded&state=silent')).toEqual(['reminded']);
    expect(await states('level=1')).toEqual(['raised']);
    const { answer } = await app.get('/api/supervision?limit=1', 'tang');
    expect(await states(`limit=1&after=${String(answer['next'])}`)).toEqual(['reminded']);
  });

  it('counts what stands by unit', async () => {
    const app = await supervisionApp();
    await twoCases(app);
    const { answer } = await app.get('/api/supervision/counts?unit=town', 'tang');
    expect(answer).toMatchObject({
      id: 'town',
      counts: { raised: 1, reminded: 1 },
      below: [
        { id: 'east', name: { zh: '东村' }, counts: { raised: 1 } },
        { id: 'west', counts: { reminded: 1 } },
      ],
    });
  });

  it.each([
    ['qin', 'unit=west'],
    ['li', 'unit=east'],
    ['gao', ''],
    ['shi', 'unit=county'],
    ['nobody', ''],
  ] satisfies [PersonName, string][])(
    'is refused to %s for "%s", who is told who may',
    async (who, query) => {
      const app = await supervisionApp();
      for (const path of ['supervision', 'supervision/counts']) {
        const { status, answer } = await app.get(`/api/${path}?${query}`, who);
        expect([status, answer['code']]).toEqual([403, 'not-permitted']);
        expect(answer['whoMay']).toContainEqual(expect.objectContaining({ role: 'supervisor' }));
      }
    },
  );

  it('is refused to one who is not signed in, and for a cursor that is none', async () => {
    const app = await supervisionApp();
    expect((await app.get('/api/supervision')).status).toBe(401);
    for (const [list, after] of [
      ['supervision', 'MS4y'],
      ['notices', 'MSAyIDM'],
      ['notices/deliveries', 'eA'],
    ] as const)
      expect(
        (await app.get(`/api/${list}?after=${after}`, list.includes('/') ? 'gao' : 'qin')).answer,
      ).toMatchObject({
        status: 400,
        code: 'unknown-cursor',
      });
  });
});

describe('reading notices', () => {
  it('shows each person what his positions are told, newest first, and a deputy what the one he acts for is told', async () => {
    const app = await supervisionApp();
    await twoCases(app);
    const types = async (who: PersonName) => {
      const { answer } = await app.get('/api/notices', who);
      return (answer['notices'] as Page).map(({ type }) => type);
    };
    expect(await types('li')).toEqual(['SupervisionRaised', 'CaseReminded', 'CustodyOffered']);
    expect(await types('xu')).toEqual(await types('li'));
    expect(await types('wang')).toEqual(['CustodyAccepted', 'CustodyOffered']);
    expect(await types('qin')).toEqual(['SupervisionRaised']);
    expect(await types('liu')).toEqual(['CaseReminded']);
    expect(await types('nobody')).toEqual([]);
  });

  it('says in both languages what happened, with the case and the desk', async () => {
    const app = await supervisionApp();
    const { hill } = await twoCases(app);
    const { answer, text } = await app.get('/api/notices', 'liu');
    expect((answer['notices'] as Page)[0]).toMatchObject({
      type: 'CaseReminded',
      case: { caseId: hill, number: '2026-000002' },
      desk: { id: 'hill-1' },
      unit: { id: 'hill-1' },
      sentence: { zh: '到期前提醒：山上一组，办理期限 2026-03-03 17:00' },
    });
    expect(text).not.toContain(SECRET);
  });

  it('remembers for each how far he has read, and goes neither back nor ahead of the log', async () => {
    const app = await supervisionApp();
    await twoCases(app);
    const read = async () => (await app.get('/api/notices', 'li')).answer;
    const unread = async () => ((await read())['notices'] as Page).map((each) => each['unread']);
    expect((await read())['unread']).toBe(3);
    const positions = ((await read())['notices'] as Page).map(({ position }) => position);
    const mark = (position: unknown) => app.post('/api/notices/read-up-to', 'li', { position });
    expect((await mark(positions[1])).answer).toEqual({ position: positions[1] });
    expect([await unread(), (await read())['unread']]).toEqual([[true, false, false], 1]);
    await mark(positions[2]);
    await mark('99999999999999999999');
    expect(await unread()).toEqual([true, false, false]);
    expect((await app.get('/api/notices', 'xu')).answer['unread']).toBe(3);
  });

  it('goes from page to page', async () => {
    const app = await supervisionApp();
    await twoCases(app);
    const seen: unknown[] = [];
    for (let after = ''; ;) {
      const { answer } = await app.get(`/api/notices?limit=1${after}`, 'li');
      seen.push(...(answer['notices'] as Page).map(({ type }) => type));
      if (typeof answer['next'] !== 'string') break;
      after = `&after=${answer['next']}`;
    }
    expect(seen).toEqual(['SupervisionRaised', 'CaseReminded', 'CustodyOffered']);
  });
});
