import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deedsIn,
  type CaseCard,
  type Counters,
  type FiledAnswer,
  type History,
  type Inbox,
  type Tracked,
} from '../support/answers.js';
import { COMMITTEE, COUNTY, EVERYBODY, idOf, PEOPLE, TOWN } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';
import { THE_WHOLE_STORY } from '../support/story.js';

let service: TestService;
let filed: FiledAnswer;

beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

describe('a street light, from a group to its branch, its committee and back to the resident', () => {
  let publicSteps = 0;

  it.each(THE_WHOLE_STORY.map((deed) => [deed.line.en, deed] as const))('%s', async (_, deed) => {
    const person = await service.the(deed.by);
    const path = deed.path.replace('{caseId}', filed?.caseId);
    const answer = await person.command<FiledAnswer>(path, deed.body);
    filed ??= answer;
    const { caseId, receiptCode } = filed;

    const tracked = await service.anybody.read<Tracked>(`/api/track/${receiptCode}`, answer.position);
    publicSteps += deed.events.filter((event) => event.endsWith('!')).length;
    expect([tracked.stage, tracked.answers]).toEqual([deed.stage, deed.answers]);
    expect(tracked.steps).toHaveLength(publicSteps);

    const supervisor = await service.the('supervisor1');
    const card = await supervisor.read<CaseCard>(`/api/cases/${caseId}`, answer.position);
    expect([card.stage, card.answers ?? undefined]).toEqual([deed.stage, deed.answers]);
    expect(card.revision).toBe(answer.revision);
    for (const [next, task] of deed.next) {
      const { tasks } = await (await service.the(next)).read<Inbox>('/api/inbox', answer.position);
      expect(tasks).toMatchObject([{ task, case: { caseId } }]);
    }
  });

  it('leaves nobody anything to do, and is counted as solved at every level', async () => {
    for (const person of EVERYBODY) {
      const inbox = await (await service.the(person)).read<Inbox>('/api/inbox');
      expect(inbox.tasks).toEqual([]);
    }
    const supervisor = await service.the('supervisor1');
    for (const unit of [COMMITTEE, TOWN, COUNTY]) {
      const { counts } = await supervisor.read<Counters>(`/api/counters?unit=${unit}`);
      expect(counts).toEqual({ 'stage:closed': 1, 'outcome:solved': 1 });
    }
  });

  it('has a history of every step: what, who, as what, when, and whether the resident reads it', async () => {
    const supervisor = await service.the('supervisor1');
    const { number, lines, looks } = await supervisor.read<History>(`/api/cases/${filed.caseId}/history`);
    expect(number).toMatch(/^20\d\d-000001$/);
    expect(looks).toEqual([]);
    const told = THE_WHOLE_STORY.flatMap(({ by, events }) => events.map((event) => ({ by, event })));
    expect(
      deedsIn({ lines }).map((line) => (line.visibility === 'public' ? `${line.type}!` : line.type)),
    ).toEqual(told.map(({ event }) => event));
    expect(lines.map(({ revision }) => revision)).toEqual(lines.map((_, index) => index));
    for (const [index, line] of deedsIn({ lines }).entries()) {
      const by = told[index]?.by ?? 'grid1';
      const [role, unit] = PEOPLE[by];
      expect(line.actor).toEqual({ id: idOf(by), role, unit, onBehalfOf: null });
      expect(line.line === null).toBe(line.visibility === 'internal');
      expect(Date.parse(line.occurredAt)).toBeLessThanOrEqual(Date.parse(line.recordedAt));
    }
  });

  it('answers the resident with the published reply, and keeps the account for the file', async () => {
    const tracked = await service.anybody.read<Tracked>(`/api/track/${filed.receiptCode}`);
    expect([tracked.outcome, Date.parse(tracked.mayReopenUntil ?? '') > Date.now()]).toEqual([
      'solved',
      true,
    ]);
    expect(tracked.steps.at(-1)).toMatchObject({ line: { en: 'Reply' }, text: '路灯已修复' });
    expect(JSON.stringify(tracked)).not.toContain('电工');
  });
});
