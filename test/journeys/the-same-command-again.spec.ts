import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '#config';
import { startServer, type RunningServer } from '#server';
import {
  deedsIn,
  type CaseAnswer,
  type CaseList,
  type FiledAnswer,
  type History,
  type Problem,
} from '../support/answers.js';
import { Client } from '../support/client.js';
import { GROUP, type Person } from '../support/county.js';
import { countyInAFolder, signedInOnce, silent } from '../support/services.js';

let settings: Settings;
let remove: () => void;
let server: RunningServer;
let the: (person: Person) => Promise<Client>;

async function start(): Promise<void> {
  server = await startServer(settings, { log: silent });
  the = signedInOnce(new Client(server.url));
}

beforeAll(async () => {
  ({ settings, remove } = await countyInAFolder());
  await start();
});
afterAll(async () => {
  await server.stop();
  remove();
});

const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
const keyed = (key: string = randomUUID()) => ({ 'idempotency-key': key });

describe('sending a command again with the same key', () => {
  const [filing, accepting] = [keyed(), keyed()];
  let filed: FiledAnswer;
  let accepted: CaseAnswer;

  it('answers as the first time, whatever has happened since', async () => {
    const worker = await the('grid1');
    const first = await worker.post<FiledAnswer>('/api/cases', report, filing);
    filed = first.body;
    const secretary = await the('secretary1');
    const path = `/api/cases/${filed.caseId}/accept-case`;
    const taken = await secretary.post<CaseAnswer>(path, {}, accepting);
    accepted = taken.body;
    const again = await worker.post('/api/cases', report, filing);
    expect([first.status, again.status, taken.status]).toEqual([201, 201, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await secretary.post(path, {}, accepting)).body).toEqual(accepted);
  });

  it('is refused with another body, by another person, or for another command', async () => {
    const worker = await the('grid1');
    const asked = [
      await worker.post<Problem>('/api/cases', { ...report, serviceType: '050401' }, filing),
      await (await the('officer1')).post<Problem>('/api/cases', report, filing),
      await (await the('secretary1')).post<Problem>(`/api/cases/${filed.caseId}/reopen`, {}, accepting),
    ];
    expect(asked.map(({ status, body }) => [status, body.code])).toEqual(
      asked.map(() => [422, 'key-reused']),
    );
  });

  it('answers and refuses the same after a restart', async () => {
    await server.stop();
    await start();
    const worker = await the('grid1');
    expect((await worker.post('/api/cases', report, filing)).body).toEqual(filed);
    const secretary = await the('secretary1');
    const path = `/api/cases/${filed.caseId}/accept-case`;
    expect((await secretary.post(path, {}, accepting)).body).toEqual(accepted);
    const other = await worker.post<Problem>('/api/cases', { ...report, urgency: 'urgent' }, filing);
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
    const { lines } = await secretary.read<History>(`/api/cases/${filed.caseId}/history`, accepted.position);
    expect(deedsIn({ lines }).map(({ type }) => type)).toEqual([
      'CaseReported',
      'ReceiptIssued',
      'CaseAccepted',
    ]);
  });

  it('makes one case of many at once', async () => {
    const [worker, key] = [await the('grid1'), keyed()];
    const before = await (await the('secretary1')).read<CaseList>('/api/cases');
    const body = { ...report, narrative: { summary: '同时提交' } };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => worker.post<FiledAnswer>('/api/cases', body, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    const [first] = answers;
    expect(first?.status).toBe(201);
    const after = await (await the('secretary1')).read<CaseList>('/api/cases', first?.body.position);
    expect(after.cases).toHaveLength(before.cases.length + 1);
  });

  it('takes a key for the same however it is written, and refuses what is none', async () => {
    const [worker, key] = [await the('grid1'), randomUUID()];
    const plain = await worker.post('/api/cases', report, keyed(key));
    const quoted = await worker.post('/api/cases', report, keyed(`"${key.toUpperCase()}"`));
    expect(quoted.body).toEqual(plain.body);
    const none = await worker.post<Problem>('/api/cases', report, keyed('once'));
    expect([none.status, none.body.errors?.[0]?.path]).toEqual([400, '/idempotency-key']);
  });
});

describe('saying which revision one has seen', () => {
  let filed: FiledAnswer;
  beforeAll(async () => {
    filed = await (await the('grid1')).command<FiledAnswer>('/api/cases', report);
  });
  const note = { visibility: 'internal', text: '已电话核对' };

  it('lets the command through when it is the last one, and answers the next as an ETag', async () => {
    const secretary = await the('secretary1');
    const card = await secretary.get(`/api/cases/${filed.caseId}?atLeast=${filed.position}`);
    const etag = card.headers.get('etag') ?? '';
    expect(etag).toBe(`"${filed.revision}"`);
    const noted = await secretary.post(`/api/cases/${filed.caseId}/add-note`, note, { 'if-match': etag });
    expect([noted.status, noted.headers.get('etag')]).toEqual([200, `"${filed.revision + 1}"`]);
  });

  it('is answered with 412 when somebody was faster, and nothing is recorded', async () => {
    const secretary = await the('secretary1');
    const stale = await secretary.post<Problem>(`/api/cases/${filed.caseId}/add-note`, note, {
      'if-match': `"${filed.revision}"`,
    });
    expect([stale.status, stale.body]).toMatchObject([
      412,
      { code: 'stale-revision', details: { revision: filed.revision + 1 } },
    ]);
    const { lines } = await secretary.read<History>(`/api/cases/${filed.caseId}/history`);
    expect(lines.at(-1)?.revision).toBe(filed.revision + 1);
  });

  it('does not stand in the way of sending the same again', async () => {
    const secretary = await the('secretary1');
    const headers = { ...keyed(), 'if-match': `"${filed.revision + 1}"` };
    const path = `/api/cases/${filed.caseId}/add-note`;
    const first = await secretary.post(path, note, headers);
    const again = await secretary.post(path, note, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
  });

  it.each(['7', 'W/"7"', '"x"', '""'])('refuses %s, which is no revision', async (revision) => {
    const path = `/api/cases/${filed.caseId}/add-note`;
    const wrong = await (await the('secretary1')).post<Problem>(path, note, { 'if-match': revision });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, '/if-match']);
  });
});
