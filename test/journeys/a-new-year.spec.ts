import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { starterCatalogue } from '#catalogue/messages';
import { FixedClock } from '#kernel';
import type { FiledAnswer, Text } from '../support/answers.js';
import type { Client } from '../support/client.js';
import { BRANCH, GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

interface Deadline {
  readonly name: string;
  readonly due: string;
  readonly provisional: boolean;
  readonly why: readonly Text[];
}

interface Deadlines {
  readonly number: string;
  readonly running: readonly Deadline[];
}

interface Moved {
  readonly moves: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly case: { readonly number: string };
  }[];
}

interface Plan {
  readonly cases: number;
  readonly moved: number;
  readonly sample: readonly {
    readonly number: string;
    readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  }[];
}

interface Migration {
  readonly migrationId: string;
  readonly position: string;
}

/** The last Monday of a year: five working days end on New Year's Day, as far as anybody knows. */
const clock = new FixedClock(Date.parse('2026-12-28T01:00:00Z'));
const ON_NEW_YEARS_DAY = '2027-01-01T09:00:00.000Z';
const AFTER_IT = '2027-01-04T09:00:00.000Z';

let service: TestService;
let caseId = '';
beforeAll(async () => {
  service = await serviceInMemory({ clock });
});
afterAll(() => service.stop());

async function deadlinesOf(who: Client): Promise<Deadlines> {
  await service.settled();
  return who.read(`/api/cases/${caseId}/deadlines`);
}

async function handleOf(who: Client): Promise<Deadline | undefined> {
  return (await deadlinesOf(who)).running.find(({ name }) => name === 'handle');
}

describe('the holidays of a new year', () => {
  it('are not known yet when a case is taken up at the end of the old one', async () => {
    const [worker, secretary] = [await service.the('grid1'), await service.the('secretary1')];
    const report = { serviceType: '050103', unit: GROUP, narrative: { summary: '院墙边杂物堆放' } };
    ({ caseId } = await worker.command<FiledAnswer>('/api/cases', report));
    await secretary.command(`/api/cases/${caseId}/accept-case`);

    expect(await handleOf(secretary)).toMatchObject({ due: ON_NEW_YEARS_DAY, provisional: true });
  });

  it('move its date when they are published', async () => {
    const [admin, secretary] = [await service.the('admin'), await service.the('secretary1')];
    const { zone, week, days } = await admin.read<{ zone: string; week: object; days: object }>(
      '/api/calendars/cn',
    );
    const newYear = { '2027-01-01': { name: { en: 'New Year', zh: '元旦' }, hours: [] } };
    const calendar = { zone, week, days: { ...days, ...newYear }, coverageUntil: '2027-12-31' };
    await admin.command('/api/calendars/cn/versions', { calendar, note: '国办通知' });

    const handle = await handleOf(secretary);
    expect(handle).toMatchObject({ due: AFTER_IT, provisional: false });
    expect(handle?.why.map(({ zh }) => zh).join('\n')).toContain('元旦');
  });

  it('are answered for in a list of every date that they have moved', async () => {
    const [secretary, supervisor] = [await service.the('secretary1'), await service.the('supervisor1')];
    const { number } = await deadlinesOf(secretary);
    for (const who of [secretary, supervisor]) {
      const { moves } = await who.read<Moved>('/api/due/moved?calendar=cn&version=2');
      expect(moves).toMatchObject([
        { name: 'handle', from: ON_NEW_YEARS_DAY, to: AFTER_IT, case: { number } },
      ]);
    }
    const neighbour = await service.the('secretary2');
    expect((await neighbour.read<Moved>('/api/due/moved?calendar=cn&version=2')).moves).toEqual([]);
    const { status } = await neighbour.get(`/api/due/moved?calendar=cn&version=2&unit=${BRANCH}`);
    expect(status).toBe(403);
  });
});

describe('the limits of a new year', () => {
  it('hold for a running case only when the county leads it over to them', async () => {
    const [admin, secretary] = [await service.the('admin'), await service.the('secretary1')];
    const types = starterCatalogue.types.map((type) => {
      const handle = { ...type.limits.handle, limit: { unit: 'working-days', amount: 6 } as const };
      return { ...type, limits: { ...type.limits, handle } };
    });
    await admin.command('/api/catalogue/versions', { content: { ...starterCatalogue, types } });
    expect(await handleOf(secretary)).toMatchObject({ due: AFTER_IT });

    const { number } = await deadlinesOf(secretary);
    const plan = await admin.command<Plan>('/api/catalogue/migrations/dry-run');
    expect(plan).toMatchObject({
      cases: 1,
      moved: 1,
      sample: [{ number, changes: [{ name: 'handle', from: AFTER_IT, to: '2027-01-05T09:00:00.000Z' }] }],
    });
    expect(await handleOf(secretary)).toMatchObject({ due: AFTER_IT });

    const { migrationId, position } = await admin.command<Migration>('/api/catalogue/migrations');
    expect(await handleOf(secretary)).toMatchObject({ due: '2027-01-05T09:00:00.000Z' });
    expect(await admin.read(`/api/catalogue/migrations/${migrationId}`, position)).toMatchObject({
      to: { version: 2 },
      status: 'completed',
      left: 0,
    });
    expect(await admin.command<Plan>('/api/catalogue/migrations/dry-run')).toMatchObject({ cases: 0 });
  });

  it('are not for others to decide about', async () => {
    const officer = await service.the('officer1');
    expect((await officer.post('/api/catalogue/migrations', {})).status).toBe(403);
  });
});
