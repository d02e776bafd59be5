import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CaseCard,
  CaseList,
  Counters,
  FiledAnswer,
  Inbox,
  Problem,
  Tracked,
} from '../support/answers.js';
import { BRANCH, GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };

describe('asking for at least the position that a command has answered', () => {
  it('shows the change in every view, twenty times in a row', async () => {
    const [worker, secretary] = [await service.the('grid1'), await service.the('secretary1')];
    for (let count = 1; count <= 20; count += 1) {
      const { caseId, receiptCode, position } = await worker.command<FiledAnswer>('/api/cases', report);
      const [card, list, inbox, counters, tracked] = await Promise.all([
        secretary.read<CaseCard>(`/api/cases/${caseId}`, position),
        secretary.read<CaseList>('/api/cases?order=newest', position),
        secretary.read<Inbox>('/api/inbox', position),
        secretary.read<Counters>(`/api/counters?unit=${BRANCH}`, position),
        service.anybody.read<Tracked>(`/api/track/${receiptCode}`, position),
      ]);
      expect([card.caseId, list.cases[0]?.caseId, inbox.tasks.at(-1)?.case.caseId, tracked.caseId]).toEqual(
        Array.from({ length: 4 }, () => caseId),
      );
      expect(counters.counts['stage:reported']).toBe(count);
    }
  });

  it('is refused at once when there is no such position, and nobody waits for it', async () => {
    const farAhead = '9'.repeat((await service.store.head()).length);
    for (const position of ['a%20b', farAhead]) {
      const { status, body } = await (
        await service.the('grid1')
      ).get<Problem>(`/api/inbox?atLeast=${position}`);
      expect([status, body.errors?.[0]]).toMatchObject([400, { in: 'query', path: '/atLeast' }]);
    }
  });
});
