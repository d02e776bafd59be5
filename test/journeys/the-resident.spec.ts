import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deedsIn,
  type CaseAnswer,
  type FiledAnswer,
  type History,
  type Inbox,
  type Problem,
  type Tracked,
} from '../support/answers.js';
import { BRANCH, EVERYBODY, GROUP, idOf } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

const contact = { name: '陈阿姨', phone: '13800000042', address: '三栋 501' };
const fields = { 'whole-building': true };
const report = { serviceType: '050401', unit: GROUP, narrative: { summary: '整栋停水' }, fields, contact };

async function filed(): Promise<FiledAnswer> {
  const answer = await (await service.the('grid1')).command<FiledAnswer>('/api/cases', report);
  await service.settled();
  return answer;
}

describe('following a case by receipt code', () => {
  it('needs no account, and takes the code as people write it', async () => {
    const { receiptCode, caseId } = await filed();
    expect(receiptCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    for (const written of [receiptCode, receiptCode.toLowerCase(), receiptCode.replaceAll('-', ' ')]) {
      const tracked = await service.anybody.read<Tracked>(`/api/track/${encodeURIComponent(written)}`);
      expect(tracked).toMatchObject({ caseId, stage: 'reported', answers: GROUP });
    }
  });

  it('shows in both languages what the resident may know, and no more', async () => {
    const { receiptCode, caseId } = await filed();
    const secretary = await service.the('secretary1');
    await secretary.command(`/api/cases/${caseId}/accept-case`);
    const [shown, hidden] = ['师傅下午到', '与供水公司有争议'];
    await secretary.command(`/api/cases/${caseId}/add-note`, { visibility: 'internal', text: hidden });
    const { position } = await secretary.command(`/api/cases/${caseId}/add-note`, {
      visibility: 'public',
      text: shown,
    });
    const tracked = await service.anybody.read<Tracked>(`/api/track/${receiptCode}`, position);
    expect(tracked.steps.map(({ line, text }) => [line.zh, text])).toEqual([
      ['您的诉求已收到。', undefined],
      ['您的诉求已受理。', undefined],
      ['说明', shown],
    ]);
    expect(JSON.stringify(tracked)).not.toContain(hidden);
  });
});

describe('withdrawing', () => {
  it('ends the case, by the resident alone, whoever else is signed in on the device', async () => {
    const { receiptCode, caseId } = await filed();
    const worker = await service.the('grid1');
    expect((await worker.post(`/api/cases/${caseId}/withdraw`, {})).status).toBe(404);
    const { position } = await worker.command(`/api/track/${receiptCode}/withdraw`, { reason: '已来水' });
    const tracked = await service.anybody.read<Tracked>(`/api/track/${receiptCode}`, position);
    expect([tracked.stage, tracked.answers]).toEqual(['withdrawn', undefined]);
    const { lines } = await worker.read<History>(`/api/cases/${caseId}/history`, position);
    expect(deedsIn({ lines }).at(-1)).toMatchObject({
      type: 'CaseWithdrawn',
      actor: { id: 'resident', role: 'resident', unit: null },
    });
  });

  it('changes nothing the second time', async () => {
    const { receiptCode } = await filed();
    const key = randomUUID();
    const first = await service.anybody.command(`/api/track/${receiptCode}/withdraw`, {}, key);
    expect(await service.anybody.command(`/api/track/${receiptCode}/withdraw`, {}, key)).toEqual(first);
    expect(await service.anybody.command(`/api/track/${receiptCode}/withdraw`)).toEqual(first);
  });
});

describe('asking to have it handled again', () => {
  it('brings it back to the unit that settled it, to be taken up there', async () => {
    const worker = await service.the('grid1');
    const closed = await worker.command<FiledAnswer>('/api/cases/settle-on-spot', {
      ...report,
      fields: {},
      serviceType: '050304',
      internalAccount: '已清理',
      publicReply: '已疏通',
    });
    await service.settled();
    const asking = { grounds: 'not-solved', text: '又堵了' };
    await service.anybody.command(`/api/track/${closed.receiptCode}/request-reopen`, asking);
    await service.settled();
    const secretary = await service.the('secretary1');
    const { tasks } = await secretary.read<Inbox>('/api/inbox');
    expect(tasks).toContainEqual(
      expect.objectContaining({
        task: 'reopen',
        unit: BRANCH,
        case: expect.objectContaining({ caseId: closed.caseId }),
      }),
    );
    const { position } = await secretary.command(`/api/cases/${closed.caseId}/reopen`);
    const tracked = await service.anybody.read<Tracked>(`/api/track/${closed.receiptCode}`, position);
    expect([tracked.stage, tracked.answers]).toEqual(['reported', GROUP]);
  });

  it('is refused while it is being handled', async () => {
    const { receiptCode } = await filed();
    const path = `/api/track/${receiptCode}/request-reopen`;
    const { status, body } = await service.anybody.post<Problem>(path, { grounds: 'not-solved' });
    expect([status, body.code]).toEqual([409, 'wrong-stage']);
  });
});

describe('keeping the contact to those who need it', () => {
  it('tells nobody of the staff, wherever they look', async () => {
    const { caseId, receiptCode } = await filed();
    const looks = [
      'cases',
      `cases/${caseId}`,
      `cases/${caseId}/history`,
      'inbox',
      'counters',
      'cases?text=停水',
    ];
    for (const person of EVERYBODY) {
      for (const look of looks) {
        const { body } = await (await service.the(person)).get<object>(`/api/${encodeURI(look)}`);
        for (const secret of Object.values(contact)) expect(JSON.stringify(body)).not.toContain(secret);
      }
    }
    const found = await (
      await service.the('grid1')
    ).read<{ cases: unknown[] }>(`/api/cases?text=${contact.phone}`);
    expect(found.cases).toEqual([]);
    const tracked = await service.anybody.read<Tracked>(`/api/track/${receiptCode}`);
    expect(JSON.stringify(tracked)).not.toContain(contact.phone);
  });

  it('opens it to the holder, for a purpose, and the resident sees who looked', async () => {
    const { caseId, receiptCode } = await filed();
    const path = `/api/cases/${caseId}/reveal-identity`;
    const secretary = await service.the('secretary1');
    const refused = await secretary.post<Problem>(path, { purpose: 'first-contact' });
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
    expect((await service.the('grid1').then((one) => one.post<Problem>(path, {}))).status).toBe(400);

    await secretary.command(`/api/cases/${caseId}/accept-case`);
    const looked = await secretary.command<CaseAnswer & { contact: object }>(path, {
      purpose: 'first-contact',
    });
    expect(looked.contact).toEqual(contact);
    const { looks } = await service.anybody.read<Tracked>(`/api/track/${receiptCode}`);
    expect(looks).toEqual([
      expect.objectContaining({ unit: BRANCH, role: 'branch-secretary', purpose: 'first-contact' }),
    ]);
    expect(JSON.stringify(looks)).not.toContain(idOf('secretary1'));
    const history = await secretary.read<History>(`/api/cases/${caseId}/history`);
    expect(history.looks).toMatchObject([{ actor: { id: idOf('secretary1') }, purpose: 'first-contact' }]);
  });
});

describe('guessing codes', () => {
  it('is stopped after twenty wrong ones from one address, and from that address alone', async () => {
    const { receiptCode } = await filed();
    const guess = (code: string, remoteAddress: string) =>
      service.app.inject({ url: `/api/track/${code}`, remoteAddress });
    for (let wrong = 0; wrong < 20; wrong += 1) {
      const answer = await guess(`0000-0000-0000-${String(wrong).padStart(4, '0')}`, '198.51.100.7');
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'case-not-found']);
    }
    const stopped = await guess(receiptCode, '198.51.100.7');
    expect([stopped.statusCode, stopped.json<Problem>().code]).toEqual([429, 'too-many-attempts']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess(receiptCode, '198.51.100.8')).statusCode).toBe(200);
  });

  it('costs a resident who follows his case nothing, however often he looks', async () => {
    const { receiptCode } = await filed();
    for (let look = 0; look < 30; look += 1) {
      expect((await service.anybody.get(`/api/track/${receiptCode}`)).status).toBe(200);
    }
  });
});
