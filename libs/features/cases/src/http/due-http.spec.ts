import { describe, expect, it } from '@jest/globals';
import { rules } from '../domain/rules/testing.js';
import { casesApp } from '../specs/cases-app.js';
import { take } from '../specs/story.js';

const HOUR = 3_600_000;

interface Row {
  readonly name: string;
  readonly words: { readonly en: string };
  readonly due: string;
  readonly role: string;
  readonly unit: string;
  readonly late: { readonly elapsed: number; readonly working: number } | null;
  readonly why: string;
  readonly case: { readonly number: string; readonly due: string };
}

/** Two cases at Monday, nine o'clock: one to be taken up, one that mill has signed for. */
async function twoCases() {
  const app = await casesApp({ rules });
  const [fresh, held] = [await app.office.report(), await app.office.report()];
  await take(app.office, held, 'accept', 'offer', 'sign');
  const due = async (query: string, who: Parameters<typeof app.get>[1] = 'chen') => {
    const { status, answer } = await app.get(`/api/due?${query}`, who);
    return { status, answer, rows: (answer['deadlines'] ?? []) as readonly Row[] };
  };
  return { ...app, fresh, held, due };
}

describe('looking at the due board', () => {
  it('shows what is due next in one’s area, who has to act, and where it says why', async () => {
    const { due, fresh } = await twoCases();
    const { rows, answer } = await due('');
    expect(answer).toMatchObject({ unit: 'east', asOf: '2026-03-02T01:00:00.000Z', next: null });
    expect(rows.map(({ name, due: at, role, unit }) => [name, at, role, unit])).toEqual([
      ['accept', '2026-03-02T03:00:00.000Z', 'branch-secretary', 'mill-1'],
      ['first-contact', '2026-03-02T09:00:00.000Z', 'branch-secretary', 'mill'],
      ['handle', '2026-03-06T09:00:00.000Z', 'branch-secretary', 'mill'],
    ]);
    expect(rows[0]).toMatchObject({
      late: null,
      why: `/api/cases/${fresh}/deadlines`,
      case: { number: '2026-000001', due: '2026-03-02T03:00:00.000Z', paused: null },
    });
  });

  it('calls a step by its name in the catalogue', async () => {
    const { due, office } = await twoCases();
    await take(office, await office.report({ serviceType: '050201' }), 'accept', 'offer', 'sign');
    const steps = (await due('')).rows.filter(({ name }) => name.startsWith('step-'));
    expect(steps.map(({ words }) => words.en)).toEqual(['stop work', 'demolish']);
  });

  it('counts how late it is in time and in working time', async () => {
    const { due, office } = await twoCases();
    office.clock.advance(26 * HOUR);
    const { rows } = await due('only=overdue');
    expect(rows.map(({ name, late }) => [name, late])).toEqual([
      ['accept', { elapsed: 24 * HOUR, working: 7 * HOUR }],
      ['first-contact', { elapsed: 18 * HOUR, working: 2 * HOUR }],
    ]);
  });

  it('takes a unit, a role, a limit, a service and a moment', async () => {
    const { due } = await twoCases();
    const names = async (query: string) => (await due(query)).rows.map(({ name }) => name);
    expect(await names('unit=mill-1')).toEqual(['accept']);
    expect(await names('unit=lake')).toEqual([]);
    expect(await names('role=branch-secretary')).toHaveLength(3);
    expect(await names('role=verifier')).toEqual([]);
    expect(await names('name=handle')).toEqual(['handle']);
    expect(await names('serviceType=050101')).toEqual([]);
    expect(await names('until=2026-03-02T09:00:00Z')).toEqual(['accept']);
  });

  it('goes from page to page by its cursor, and takes no other', async () => {
    const { due } = await twoCases();
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { rows, answer } = await due(`limit=1${after}`);
      seen.push(...rows.map(({ name }) => name));
      if (typeof answer['next'] !== 'string') break;
      after = `&after=${answer['next']}`;
    }
    expect(seen).toEqual(['accept', 'first-contact', 'handle']);
    const cursors = ['x', 'MQ', '1.2', '1.2.', '1.2.Handle', '1.2.handle.3', '1.x.handle', '01.2.handle'];
    for (const each of cursors) {
      const after = each.includes('.') ? Buffer.from(each).toString('base64url') : each;
      expect({ each, status: (await due(`after=${after}`)).status }).toEqual({ each, status: 400 });
    }
  });

  it('is refused beyond one’s own area, and for what there is not', async () => {
    const { due } = await twoCases();
    expect(await due('unit=west')).toMatchObject({ status: 403, answer: { code: 'not-permitted' } });
    expect((await due('', 'gao')).status).toBe(403);
    for (const query of ['role=emperor', 'name=nap', 'only=late', 'until=soon', 'offset=3'])
      expect((await due(query)).status).toBe(400);
  });
});

describe('asking why a date', () => {
  it('is answered for every running limit, with its history', async () => {
    const { get, held } = await twoCases();
    const { status, answer } = await get(`/api/cases/${held}/deadlines`, 'li');
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      caseId: held,
      number: '2026-000002',
      pause: null,
      standing: [],
      running: [
        { name: 'first-contact', unit: 'mill', late: null },
        {
          name: 'handle',
          words: { en: 'handle', zh: '办理' },
          limitWords: { en: '5 working days', zh: '5 个工作日' },
          due: '2026-03-06T09:00:00.000Z',
          provisional: false,
          next: { rung: 'remind', words: { en: 'reminder', zh: '提醒' }, at: '2026-03-05T09:00:00.000Z' },
        },
      ],
    });
    const [, handle] = answer['running'] as readonly { why: readonly { en: string }[] }[];
    expect(handle?.why.map(({ en }) => en)).toEqual([
      'Started 2026-03-02 09:00 (Asia/Shanghai).',
      'Limit: 5 working days.',
      'Due 2026-03-06 17:00, by calendar cn v1.',
    ]);
    expect((answer['history'] as readonly object[]).length).toBeGreaterThan(4);
  });

  it('is refused for a case of others', async () => {
    const { get, held } = await twoCases();
    expect((await get(`/api/cases/${held}/deadlines`, 'liu')).status).toBe(403);
    expect((await get('/api/cases/2026-000099/deadlines', 'li')).status).toBe(404);
  });

  it('is on the card in short, with the pause that stops it', async () => {
    const { office, get, held } = await twoCases();
    const running = (await get(`/api/cases/${held}`, 'li')).answer;
    expect(running).toMatchObject({
      due: '2026-03-02T09:00:00.000Z',
      paused: null,
      deadlines: [{ name: 'first-contact' }, { name: 'handle', unit: 'mill', provisional: false }],
    });
    await office.give('li', held, { type: 'AskResident', data: { question: '哪一盏?', days: 3 } });
    const paused = (await get(`/api/cases/${held}`, 'li')).answer;
    expect(paused).toMatchObject({ paused: 'waiting-resident', deadlines: [{ name: 'answer' }] });
    const why = (await get(`/api/cases/${held}/deadlines`, 'li')).answer;
    expect(why).toMatchObject({ pause: { reason: 'waiting-resident', until: '2026-03-05T01:00:00.000Z' } });
    expect(why['standing']).toContainEqual(expect.objectContaining({ name: 'handle' }));
  });
});
