import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '#units';
import { startServer, type RunningServer } from '#server';
import { createLogger } from '#telemetry';
import type { Me, Problem, SessionAnswer } from '../support/answers.js';
import { Client } from '../support/client.js';
import { GROUP, idOf } from '../support/county.js';
import { countyInAFolder } from '../support/services.js';

const WRONG = 'not-the-password';
const logged: string[] = [];
let remove: () => void;
let server: RunningServer;
let anybody: Client;

beforeAll(async () => {
  const log = createLogger({ logLevel: 'trace' }, { write: (line) => logged.push(line) });
  const county = await countyInAFolder();
  ({ remove } = county);
  server = await startServer(county.settings, { log });
  anybody = new Client(server.url);
});
afterAll(async () => {
  await server.stop();
  remove();
});

const signIn = (name: string, password: string) =>
  anybody.post<SessionAnswer & Problem>('/api/sessions', { signIn: name, password });
const whoAmI = (client: Client) => client.get<Me & Problem>('/api/sessions/current');

describe('signing in', () => {
  it('sets a cookie that no script reads and no other site sends', async () => {
    const { status, headers, body } = await signIn('grid1', DEMO_PASSWORD);
    expect(status).toBe(200);
    const [value = '', ...attributes] = (headers.get('set-cookie') ?? '').split('; ');
    expect(value).toBe(`gridcase=${body.token}`);
    expect(attributes).toEqual([
      'Path=/',
      expect.stringMatching(/^Max-Age=\d+$/),
      'HttpOnly',
      'SameSite=Strict',
    ]);
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
    expect(body.person).toMatchObject({
      personId: idOf('grid1'),
      signIn: 'grid1',
      positions: [{ unit: GROUP, role: 'grid-worker' }],
    });
  });

  it('is known again by the cookie and by the bearer token, the header before the cookie', async () => {
    const { token } = (await signIn('grid1', DEMO_PASSWORD)).body;
    const other = (await signIn('grid2', DEMO_PASSWORD)).body.token;
    const byCookie = await whoAmI(anybody.with({ cookie: `gridcase=${token}` }));
    const byBearer = await whoAmI(anybody.with({ authorization: `Bearer ${token}` }));
    const byBoth = await whoAmI(
      anybody.with({ cookie: `gridcase=${other}`, authorization: `Bearer ${token}` }),
    );
    expect([byCookie, byBearer, byBoth].map(({ body }) => body.signIn)).toEqual(['grid1', 'grid1', 'grid1']);
  });

  it.each(['Bearer x', 'Bearer', 'Basic Z3JpZDE6eA==', `Bearer ${'x'.repeat(43)}`])(
    'is not replaced by %s',
    async (authorization) => {
      const { status, body } = await whoAmI(anybody.with({ authorization }));
      expect([status, body.code]).toEqual([401, 'not-signed-in']);
    },
  );

  it('says the same of a wrong password as of nobody’s name', async () => {
    const [wrong, nobody] = [await signIn('officer2', WRONG), await signIn('nobody-here', WRONG)];
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-sign-in']);
    expect(nobody.body).toEqual(wrong.body);
  });

  it('is stopped after five wrong passwords, for the right one too, and for this account alone', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await signIn('liaison1', WRONG)).status).toBe(401);
    const stopped = await signIn('liaison1', DEMO_PASSWORD);
    expect([stopped.status, stopped.body.code]).toEqual([429, 'too-many-attempts']);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn('verifier1', DEMO_PASSWORD)).status).toBe(200);
  });
});

describe('a request that a browser sends for another site', () => {
  const note = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{}, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
  ])('with a cookie and %j is answered with %d', async (headers, expected) => {
    const { token } = (await signIn('grid1', DEMO_PASSWORD)).body;
    const browser = anybody.with({ cookie: `gridcase=${token}` });
    const { status, body } = await browser.post<Problem>('/api/cases', note, headers);
    expect([status, body.code]).toEqual([expected, expected === 403 ? 'cross-site' : undefined]);
  });

  it('may be sent by a program, whose token no browser adds by itself', async () => {
    const program = (await anybody.as('grid1')).with({ origin: 'https://elsewhere.example' });
    expect((await program.post('/api/cases', note)).status).toBe(201);
  });
});

describe('ending a session', () => {
  it('ends this one alone, and takes the cookie away', async () => {
    const [one, other] = [await anybody.as('grid2'), await anybody.as('grid2')];
    const { status, headers } = await one.delete('/api/sessions/current');
    expect([status, headers.get('set-cookie')]).toMatchObject([
      204,
      expect.stringMatching(/gridcase=;.*Max-Age=0/),
    ]);
    expect([(await whoAmI(one)).status, (await whoAmI(other)).status]).toEqual([401, 200]);
  });

  it('ends all of them with a new password', async () => {
    const sessions = [await anybody.as('secretary2'), await anybody.as('secretary2')];
    const [first = anybody] = sessions;
    const refused = await first.post<Problem>('/api/me/password', {
      present: WRONG,
      next: 'new-and-long-enough',
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'wrong-password']);
    const short = await first.post<Problem>('/api/me/password', { present: DEMO_PASSWORD, next: 'short' });
    expect([short.status, short.body.errors?.[0]?.path]).toEqual([400, '/next']);

    const next = { present: DEMO_PASSWORD, next: 'new-and-long-enough' };
    expect((await first.post('/api/me/password', next)).status).toBe(204);
    for (const session of sessions) expect((await whoAmI(session)).status).toBe(401);
    expect((await signIn('secretary2', DEMO_PASSWORD)).status).toBe(401);
    expect((await signIn('secretary2', 'new-and-long-enough')).status).toBe(200);
  });

  it('ends all of somebody’s when an administrator sets him another password', async () => {
    const officer = await anybody.as('officer2');
    const path = `/api/people/${idOf('officer2')}/password`;
    const password = { password: 'set-by-the-administrator' };
    expect((await officer.post<Problem>(path, password)).status).toBe(403);
    expect((await (await anybody.as('admin')).post(path, password)).status).toBe(200);
    expect((await whoAmI(officer)).status).toBe(401);
    expect((await signIn('officer2', 'set-by-the-administrator')).status).toBe(200);
  });
});

describe('writing the log of the service', () => {
  it('tells of requests, and no secret, no code and no text of anybody', async () => {
    const { token } = (await signIn('grid1', DEMO_PASSWORD)).body;
    const worker = anybody.with({ authorization: `Bearer ${token}` });
    const report = {
      serviceType: '050301',
      unit: GROUP,
      narrative: { summary: '不可外传的诉求' },
      contact: { name: '不可外传的姓名', phone: '13900000099' },
    };
    const filed = await worker.command<{ receiptCode: string; caseId: string }>('/api/cases', report);
    await anybody.get(`/api/track/${filed.receiptCode}`);
    await anybody.get(`/api/track/${filed.receiptCode}x`);
    await worker.get('/api/cases?text=%E4%B8%8D%E5%8F%AF%E5%A4%96%E4%BC%A0');
    await worker.post('/api/cases', { ...report, contact: { phone: 'none' } });
    await anybody.post('/api/sessions', { signIn: 'grid1', password: `${WRONG}-too` });
    const log = logged.join('');
    expect(log).toContain('/api/track/:receiptCode');
    const secrets = [DEMO_PASSWORD, WRONG, token, filed.receiptCode, '不可外传', '13900000099'];
    const passwords = ['new-and-long-enough', 'set-by-the-administrator'];
    expect([...secrets, ...passwords].filter((secret) => log.includes(secret))).toEqual([]);
    expect(log).not.toContain(encodeURIComponent('不可外传'));
  });
});
