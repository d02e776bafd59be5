import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deedsIn,
  type CaseCard,
  type FiledAnswer,
  type History,
  type Problem,
  type Tracked,
} from '../support/answers.js';
import { BRANCH, GROUP, NEXT_GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
let chen: FiledAnswer;
let li: FiledAnswer;

beforeAll(async () => {
  service = await serviceInMemory();
  chen = await report('grid1', GROUP, '三栋门前水管爆裂', '13800000001');
  li = await report('grid2', NEXT_GROUP, '五栋门前漏水', '13800000002');
  await service.settled();
});
afterAll(() => service.stop());

async function report(
  by: 'grid1' | 'grid2',
  unit: string,
  summary: string,
  phone: string,
): Promise<FiledAnswer> {
  const fields = { 'whole-building': true };
  const body = { serviceType: '050401', unit, narrative: { summary }, fields, contact: { phone } };
  return (await service.the(by)).command<FiledAnswer>('/api/cases', body);
}

async function secretary(command: string, { caseId }: FiledAnswer, body: object = {}): Promise<void> {
  await (await service.the('secretary1')).command(`/api/cases/${caseId}/${command}`, body);
  await service.settled();
}

async function typesOf({ caseId }: FiledAnswer): Promise<string[]> {
  const { lines } = await (await service.the('supervisor1')).read<History>(`/api/cases/${caseId}/history`);
  return deedsIn({ lines }).map(({ type }) => type);
}

async function cardOf({ caseId }: FiledAnswer): Promise<CaseCard> {
  return (await service.the('supervisor1')).read<CaseCard>(`/api/cases/${caseId}`);
}

function trackedBy({ receiptCode }: FiledAnswer): Promise<Tracked> {
  return service.anybody.read<Tracked>(`/api/track/${receiptCode}`);
}

/** From handling to closed, with a call to each reporter. */
async function bringToAnEnd(of: FiledAnswer, reply: string, reporters: readonly string[]): Promise<void> {
  const [verifier, caller] = [await service.the('verifier1'), await service.the('callback1')];
  const handled = { outcome: 'solved', internalAccount: '换管', publicReply: reply };
  await secretary('report-handled', of, handled);
  await verifier.command(`/api/cases/${of.caseId}/verify`, { ok: true });
  for (const reporter of reporters)
    await caller.command(`/api/cases/${of.caseId}/call-back`, { reporter, reached: true, solved: true });
  await (await service.the('officer1')).command(`/api/cases/${of.caseId}/close-case`);
  await service.settled();
}

describe('two residents and what looks like one burst pipe', () => {
  it('is merged: the second resident is referred to the first case', async () => {
    for (const one of [chen, li]) await secretary('accept-case', one);
    await secretary('merge', li, { into: chen.caseId });
    const { number, duplicates, callBacks } = await cardOf(chen);
    expect(duplicates).toEqual([li.caseId]);
    expect(Object.keys(callBacks)).toEqual(['own', li.caseId]);
    expect(await trackedBy(li)).toMatchObject({ mergedInto: number, answers: BRANCH, stage: 'accepted' });
    const merged = await (
      await service.the('secretary1')
    ).post<Problem>(`/api/cases/${li.caseId}/escalate`, {
      digest: '漏水',
      ask: '支援',
    });
    expect([merged.status, merged.body.details]).toEqual([409, { into: chen.caseId }]);
  });

  it('is seen to be two, and unmerged: both are what they were', async () => {
    await secretary('unmerge', li, { reason: '五栋是另一条管' });
    expect((await cardOf(chen)).duplicates).toEqual([]);
    expect(await cardOf(li)).toMatchObject({ stage: 'accepted', answers: BRANCH });
    const tracked = await trackedBy(li);
    expect(tracked.mergedInto).toBeUndefined();
    expect(tracked.steps.map(({ type }) => type)).toEqual([
      'CaseReported',
      'CaseAccepted',
      'CaseMerged',
      'CaseUnmerged',
    ]);
  });

  it('calls both back, each for his own', async () => {
    await bringToAnEnd(chen, '三栋水管已换', ['own']);
    expect((await cardOf(li)).stage).toBe('accepted');
    await bringToAnEnd(li, '五栋水管已修', ['own']);
    for (const [one, reply] of [
      [chen, '三栋水管已换'],
      [li, '五栋水管已修'],
    ] as const) {
      expect((await cardOf(one)).callBacks).toEqual({ own: { attempts: 1, reached: true } });
      expect((await trackedBy(one)).steps.at(-1)?.text).toBe(reply);
    }
  });

  it('leaves both histories whole', async () => {
    const ending = ['HandlingReported', 'VerificationRecorded', 'CallbackRecorded', 'CaseClosed'];
    const common = ['CaseReported', 'ReceiptIssued', 'CaseAccepted'];
    const end = [...ending, 'PublicReplyPublished'];
    expect(await typesOf(chen)).toEqual([...common, 'DuplicateLinked', 'DuplicateUnlinked', ...end]);
    expect(await typesOf(li)).toEqual([...common, 'CaseMerged', 'CaseUnmerged', ...end]);
  });
});

describe('two residents and one burst pipe indeed', () => {
  let first: FiledAnswer;
  let second: FiledAnswer;

  it('does not close before both were called back', async () => {
    first = await report('grid1', GROUP, '六栋水管爆裂', '13800000003');
    second = await report('grid2', NEXT_GROUP, '六栋后面积水', '13800000004');
    await service.settled();
    await secretary('accept-case', first);
    await secretary('merge', second, { into: first.caseId });
    await expect(bringToAnEnd(first, '六栋水管已换', ['own'])).rejects.toThrow('call-backs-missing');
  });

  it('closes once the second was, and gives both the answer', async () => {
    const path = `/api/cases/${first.caseId}`;
    const call = { reporter: second.caseId, reached: true, solved: true };
    await (await service.the('callback1')).command(`${path}/call-back`, call);
    await (await service.the('officer1')).command(`${path}/close-case`);
    await service.settled();
    for (const one of [first, second]) {
      const { stage, outcome, steps } = await trackedBy(one);
      expect([stage, outcome, steps.at(-1)?.text]).toEqual(['closed', 'solved', '六栋水管已换']);
    }
  });

  it('lets the second one ask to have it handled again, as his code says he may', async () => {
    const { mayReopenUntil } = await trackedBy(second);
    expect(mayReopenUntil).toBeDefined();
    const asking = { grounds: 'not-solved', text: '后面仍在漏' };
    const asked = await service.anybody.command(`/api/track/${second.receiptCode}/request-reopen`, asking);
    expect(asked.caseId).toBe(first.caseId);
    await secretary('reopen', first);
    for (const one of [first, second])
      expect(await trackedBy(one)).toMatchObject({ stage: 'handling', answers: BRANCH });
  });

  it('shows no resident who the other one is', async () => {
    for (const one of [first, second]) {
      expect(JSON.stringify(await trackedBy(one))).not.toMatch(/六栋后面积水|六栋水管爆裂|138/);
    }
  });
});

describe('a third resident, whose case is found to be the same later on', () => {
  it('gives the answer to all who were merged on the way', async () => {
    const [one, two, three] = [
      await report('grid1', GROUP, '七栋停水', '13800000005'),
      await report('grid2', NEXT_GROUP, '七栋没水', '13800000006'),
      await report('grid1', GROUP, '七栋总管爆裂', '13800000007'),
    ];
    await service.settled();
    for (const each of [one, two, three]) await secretary('accept-case', each);
    await secretary('merge', one, { into: two.caseId });
    await secretary('merge', two, { into: three.caseId });
    const { number } = await cardOf(three);
    for (const each of [one, two])
      expect(await trackedBy(each)).toMatchObject({ stage: 'accepted', mergedInto: number, answers: BRANCH });
    await bringToAnEnd(three, '总管已换', ['own', one.caseId, two.caseId]);
    for (const each of [one, two, three]) {
      const { stage, steps } = await trackedBy(each);
      expect([stage, steps.at(-1)?.text]).toEqual(['closed', '总管已换']);
    }
  });
});
