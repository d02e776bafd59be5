import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '#kernel';
import { deedsIn, type FiledAnswer, type History, type Problem } from '../support/answers.js';
import { BRANCH, COMMITTEE, EVERYBODY, GROUP, idOf, NEXT_COMMITTEE, PEOPLE } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
let reported: FiledAnswer;

const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };

beforeAll(async () => {
  service = await serviceInMemory();
  reported = await (await service.the('grid1')).command<FiledAnswer>('/api/cases', report);
  await service.settled();
});
afterAll(() => service.stop());

describe('asking for what one may not do', () => {
  it('is answered with who may: which role at which unit', async () => {
    const neighbour = await service.the('grid2');
    const { status, headers, body } = await neighbour.post<Problem>(
      `/api/cases/${reported.caseId}/accept-case`,
    );
    expect(status).toBe(403);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(body).toEqual({
      type: 'urn:gridcase:problem:not-permitted',
      code: 'not-permitted',
      title: 'Your positions do not allow this here.',
      status: 403,
      whoMay: [
        { role: 'branch-secretary', unit: BRANCH },
        { role: 'committee-officer', unit: COMMITTEE },
      ],
      details: { rule: 'AcceptCase' },
    });
  });

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', 'zh', '您的岗位在此无权进行该操作。'],
    ['en-GB,en;q=0.9,zh;q=0.1', 'en', 'Your positions do not allow this here.'],
    ['fr', 'en', 'Your positions do not allow this here.'],
  ])('is answered in the language asked for: %s', async (accepted, language, title) => {
    const neighbour = (await service.the('grid2')).with({ 'accept-language': accepted });
    const { headers, body } = await neighbour.post<Problem>(`/api/cases/${reported.caseId}/accept-case`);
    expect([headers.get('content-language'), body.title]).toEqual([language, title]);
  });

  it.each(EVERYBODY)('names who may, whichever command %s is refused', async (name) => {
    const [worker, person] = [await service.the('grid1'), await service.the(name)];
    const { caseId } = await worker.command<FiledAnswer>('/api/cases', report);
    const asked = Object.entries(COMMANDS).map(([command, body]) => [`${caseId}/${command}`, body] as const);
    const refused: (readonly [string, Problem])[] = [];
    for (const [path, body] of [['', { ...report, unit: NEXT_COMMITTEE }] as const, ...asked]) {
      const answer = await person.post<Problem>(`/api/cases/${path}`.replace(/\/$/, ''), body);
      if (answer.status === 403) refused.push([path, answer.body]);
    }
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.filter(([, problem]) => !namesWhoMay(problem))).toEqual([]);
  });

  it.each(EVERYBODY)('names who may, whatever %s is not shown', async (name) => {
    const person = await service.the(name);
    const looks = ['cases', 'cases/{id}', 'cases/{id}/history', 'inbox', 'counters', 'people', 'units'];
    const more = [`cases?unit=${NEXT_COMMITTEE}`, `units/coverage?unit=${NEXT_COMMITTEE}`];
    for (const look of [...looks, ...more]) {
      const { status, body } = await person.get<Problem>(`/api/${look.replace('{id}', reported.caseId)}`);
      if (status !== 200) expect([look, status, namesWhoMay(body)]).toEqual([look, 403, true]);
    }
  });

  it('changes nothing', async () => {
    const supervisor = await service.the('supervisor1');
    const { lines } = await supervisor.read<History>(`/api/cases/${reported.caseId}/history`);
    expect(deedsIn({ lines }).map(({ type }) => type)).toEqual(['CaseReported', 'ReceiptIssued']);
  });
});

/** A role that there is, at a unit that there is. */
function namesWhoMay({ whoMay = [] }: Problem): boolean {
  const roles: readonly string[] = [...ROLES, 'resident', 'process'];
  return whoMay.length > 0 && whoMay.every(({ role }) => roles.includes(role));
}

/** Every command with a body that its schema lets through. */
const COMMANDS = {
  'accept-case': {},
  'reject-case': { reason: 'not-a-case', advice: '不属于' },
  'offer-custody': { to: GROUP },
  'accept-custody': {},
  'request-return': { ground: 'not-our-duty' },
  'decide-return': { granted: false, text: '请继续' },
  escalate: { digest: '说明', ask: '请求' },
  'answer-escalation': { answer: '答复' },
  'send-down': { to: GROUP, instruction: '办理' },
  'record-first-contact': { result: 'reached' },
  'add-helper': { unit: GROUP, task: '协助' },
  'complete-help': { result: '完成' },
  'add-note': { visibility: 'internal', text: '备注' },
  'report-handled': { outcome: 'solved', internalAccount: '经过', publicReply: '答复' },
  verify: { ok: true },
  'call-back': { reached: false },
  'close-case': {},
  'request-reopen': { grounds: 'not-solved' },
  reopen: {},
  unmerge: {},
  split: { children: [{ serviceType: '050301', unit: GROUP, narrative: { summary: '其一' } }] },
  'reveal-identity': { purpose: 'call-back' },
  erase: { subject: 'reporter' },
};

describe('saying who one is', () => {
  it('is not believed in a body: the field is unknown', async () => {
    const neighbour = await service.the('grid2');
    for (const claim of [
      { unit: BRANCH },
      { role: 'committee-officer' },
      { actor: { id: idOf('officer1') } },
    ]) {
      const { status, body } = await neighbour.post<Problem>(
        `/api/cases/${reported.caseId}/accept-case`,
        claim,
      );
      expect([status, body.errors?.[0]]).toMatchObject([400, { in: 'body', code: 'unknown-field' }]);
    }
  });

  it('is not believed in a header or a query either', async () => {
    const neighbour = (await service.the('grid2')).with({
      'x-unit': BRANCH,
      'x-role': 'branch-secretary',
      'x-forwarded-user': 'secretary1',
    });
    const accept = await neighbour.post<Problem>(`/api/cases/${reported.caseId}/accept-case`);
    expect([accept.status, accept.body.code]).toEqual([403, 'not-permitted']);
    const query = await neighbour.post<Problem>(`/api/cases/${reported.caseId}/accept-case?unit=${BRANCH}`);
    expect([query.status, query.body.code]).toEqual([400, 'invalid-request']);
  });

  it('is known from the session, and so it stands in the history', async () => {
    const secretary = await service.the('secretary1');
    const { position } = await secretary.command(`/api/cases/${reported.caseId}/accept-case`);
    const { lines } = await secretary.read<History>(`/api/cases/${reported.caseId}/history`, position);
    const [role, unit] = PEOPLE.secretary1;
    expect(lines.at(-1)?.actor).toEqual({ id: idOf('secretary1'), role, unit, onBehalfOf: null });
  });

  it('opens no case outside one’s own units', async () => {
    const outside = await (await service.the('grid2')).get<Problem>(`/api/cases?unit=${NEXT_COMMITTEE}`);
    expect([outside.status, outside.body.code]).toEqual([403, 'not-permitted']);
    expect(outside.body.whoMay).toContainEqual({ role: 'supervisor', unit: PEOPLE.supervisor1[1] });
    const unseen = await (await service.the('secretary2')).get<Problem>(`/api/cases/${reported.caseId}`);
    expect([unseen.status, unseen.body.code]).toEqual([403, 'not-permitted']);
    expect(unseen.body.whoMay).not.toEqual([]);
  });
});

describe('asking without a session', () => {
  it('is answered with 401 and how to sign in', async () => {
    const { status, headers, body } = await service.anybody.get<Problem>('/api/inbox');
    expect([status, body.code, headers.get('www-authenticate')]).toEqual([401, 'not-signed-in', 'Bearer']);
  });
});
