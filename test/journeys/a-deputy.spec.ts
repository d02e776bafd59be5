import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#kernel';
import {
  deedsIn,
  type FiledAnswer,
  type History,
  type Inbox,
  type Me,
  type Problem,
} from '../support/answers.js';
import { BRANCH, GROUP, idOf } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-03-02T00:30:00Z');

const clock = new FixedClock(MONDAY);
const until = new Date(MONDAY + 3 * DAY).toISOString();
let service: TestService;

beforeAll(async () => {
  service = await serviceInMemory({ clock });
});
afterAll(() => service.stop());

const mandate = { unit: BRANCH, role: 'branch-secretary', until };
const mandates = `/api/people/${idOf('secretary2')}/mandates`;

async function reported(): Promise<FiledAnswer> {
  const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
  const filed = await service.anybody
    .as('grid1')
    .then((one) => one.command<FiledAnswer>('/api/cases', report));
  await service.settled();
  return filed;
}

describe('standing in for a secretary who is away', () => {
  it('is not possible without a mandate', async () => {
    const { caseId } = await reported();
    const deputy = await service.anybody.as('secretary2');
    const { status, body } = await deputy.post<Problem>(`/api/cases/${caseId}/accept-case`);
    expect([status, body.code]).toEqual([403, 'not-permitted']);
  });

  it('is arranged by the one who is away, or by an administrator, and by nobody else', async () => {
    const theft = await service.anybody.as('grid2');
    const stolen = await theft.post<Problem>(mandates, { ...mandate, onBehalfOf: idOf('secretary1') });
    expect([stolen.status, (stolen.body.whoMay ?? []).length > 0]).toEqual([403, true]);
    const own = await service.anybody.as('secretary2');
    const mine = await own.post<Problem>(mandates, { ...mandate, onBehalfOf: idOf('secretary1') });
    expect(mine.status).toBe(403);

    await (await service.anybody.as('secretary1')).command(mandates, mandate);
    const { body } = await own.get<Me>('/api/sessions/current');
    expect(body.positions).toContainEqual(
      expect.objectContaining({ unit: BRANCH, role: 'branch-secretary', onBehalfOf: idOf('secretary1') }),
    );
  });

  it('shows the deputy what waits for the one who is away', async () => {
    const { caseId } = await reported();
    const { tasks } = await (await service.anybody.as('secretary2')).read<Inbox>('/api/inbox');
    expect(tasks.map((open) => [open.case.caseId, open.task, open.unit])).toContainEqual([
      caseId,
      'accept',
      BRANCH,
    ]);
  });

  it('is recorded as what it is: who did it, and on whose behalf', async () => {
    const { caseId } = await reported();
    const deputy = await service.anybody.as('secretary2');
    const { position } = await deputy.command(`/api/cases/${caseId}/accept-case`);
    const history = await deputy.read<History>(`/api/cases/${caseId}/history`, position);
    expect(deedsIn(history).at(-1)).toMatchObject({
      type: 'CaseAccepted',
      actor: {
        id: idOf('secretary2'),
        onBehalfOf: idOf('secretary1'),
        role: 'branch-secretary',
        unit: BRANCH,
      },
      recordedAt: new Date(MONDAY).toISOString(),
    });
  });

  it('ends at the hour that was said', async () => {
    const { caseId } = await reported();
    clock.advance(3 * DAY - 1);
    const inTime = await service.anybody.as('secretary2');
    expect((await inTime.post(`/api/cases/${caseId}/accept-case`)).status).toBe(200);
    const late = await reported();
    clock.advance(1);
    const { status, body } = await inTime.post<Problem>(`/api/cases/${late.caseId}/accept-case`);
    expect([status, body.code]).toEqual([403, 'not-permitted']);
    expect((await inTime.get(`/api/cases/${caseId}`)).status).toBe(403);
  });

  it('leaves what the deputy did as it stands', async () => {
    const secretary = await service.anybody.as('secretary1');
    const { tasks } = await secretary.read<Inbox>('/api/inbox');
    const [dispatch] = tasks.filter(({ task }) => task === 'dispatch');
    const history = await secretary.read<History>(`/api/cases/${dispatch?.case.caseId}/history`);
    const accepted = history.lines.find(({ type }) => type === 'CaseAccepted');
    expect(accepted?.actor.onBehalfOf).toBe(idOf('secretary1'));
  });
});

describe('a mandate that ends early', () => {
  it('holds no longer from the moment it is ended', async () => {
    const later = new Date(clock.now() + 3 * DAY).toISOString();
    const secretary = await service.anybody.as('secretary1');
    await secretary.command(mandates, { ...mandate, until: later });
    const deputy = await service.anybody.as('secretary2');
    const [one, other] = [await reported(), await reported()];
    expect((await deputy.post(`/api/cases/${one.caseId}/accept-case`)).status).toBe(200);
    await secretary.command(`${mandates}/end`, { unit: BRANCH, role: 'branch-secretary' });
    expect((await deputy.post(`/api/cases/${other.caseId}/accept-case`)).status).toBe(403);
  });
});
