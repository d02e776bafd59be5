import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '#event-store';
import { ForeseeMigration, OrderMigration, type MigrationWish } from '../commands/rounds.commands.js';
import type { PersonName } from '../domain/testing.js';
import { laterRules, rules } from '../domain/rules/testing.js';
import { metaOf } from './case-office.js';
import { roundsApp, roundsRooms } from './rounds-app.js';
import { codeOf, take, type steps } from './story.js';

const MONDAY = '2026-03-02T01:00:00.000Z';
const days = (amount: number) => ({ unit: 'working-days', amount }) as const;
const later = laterRules(
  { handle: { limit: days(8), ladder: 'standard' }, verify: { limit: days(3) }, helper: { limit: days(1) } },
  'hash-2',
);
const PROCESS = { kind: 'system', role: 'process' } as const;

type StepName = keyof typeof steps;
/** How far each case has come, and what it is about. */
const LIVES: readonly (readonly [string, ...StepName[]])[] = [
  ['050301'],
  ['050301', 'accept'],
  ['050301', 'accept', 'offer', 'sign'],
  ['050302', 'accept', 'offer'],
  ['050201', 'accept', 'offer', 'sign'],
  ['050302', 'accept', 'offer', 'sign', 'handle'],
  ['050302', 'accept', 'offer', 'sign', 'handle', 'verify'],
  ['050301', 'accept', 'offer', 'sign', 'handle', 'verify', 'callBack', 'close'],
];

async function someCases(rooms = roundsRooms(MONDAY, rules)) {
  const app = await roundsApp(rooms);
  const ids: string[] = [];
  for (const [serviceType, ...names] of LIVES) {
    const caseId = await app.office.report({ serviceType });
    await take(app.office, caseId, ...names);
    ids.push(caseId);
  }
  rooms.catalogues.versions.push(later);
  const foresee = (wish: MigrationWish = {}) => app.bus.execute(new ForeseeMigration(wish, PROCESS));
  const order = async (wish: MigrationWish = {}): Promise<CommandAnswer & { migrationId: string }> => {
    const answer = await app.bus.execute(new OrderMigration(wish, metaOf('gao')));
    await app.settled();
    return answer;
  };
  const migrated = async () => {
    const events = await Promise.all(ids.map((caseId) => app.office.eventsOf(caseId)));
    return events.map((all) => all.filter(({ type }) => type === 'RulesMigrated').length);
  };
  return { ...app, ...rooms, ids, foresee, order, migrated };
}

describe('leading running cases over to a new version of the catalogue', () => {
  it('tells before what it would do, and does just that', async () => {
    const { foresee, order, store, ids, office, get, migrated } = await someCases();
    const head = await store.head();
    const plan = await foresee();
    expect(await store.head()).toBe(head);
    expect(plan).toMatchObject({
      to: { version: 2, hash: 'hash-2' },
      cases: 6,
      moved: 5,
      types: [
        { serviceType: '050201', cases: 1, moved: 1 },
        { serviceType: '050301', cases: 2, moved: 2 },
        { serviceType: '050302', cases: 3, moved: 2 },
      ],
    });
    expect(plan.sample[0]).toEqual({
      number: '2026-000002',
      serviceType: '050301',
      changes: [{ name: 'handle', from: '2026-03-06T09:00:00.000Z', to: '2026-03-11T09:00:00.000Z' }],
    });
    const { migrationId } = await order();
    expect(await migrated()).toEqual([0, 1, 1, 1, 1, 1, 1, 0]);
    for (const { number, changes } of plan.sample) {
      const { answer } = await get(`/api/cases/${number}`, 'chen');
      const due = new Map(
        (answer['deadlines'] as { name: string; due: string }[]).map((each) => [each.name, each.due]),
      );
      for (const { name, to } of changes)
        expect({ number, name, to: due.get(name) ?? null }).toEqual({ number, name, to });
    }
    expect(await office.said(ids[1] ?? '', 'RulesMigrated')).toEqual({
      from: { version: 1, hash: 'hash-1' },
      to: { version: 2, hash: 'hash-2' },
      moved: ['handle'],
    });
    expect((await get(`/api/catalogue/migrations/${migrationId}`, 'gao')).answer).toEqual({
      migrationId,
      to: { version: 2, hash: 'hash-2' },
      status: 'completed',
      left: 0,
    });
  });

  it('changes nothing the second time', async () => {
    const { foresee, order, store, ids, office } = await someCases();
    await order();
    const lengths = async () => Promise.all(ids.map(async (id) => (await office.eventsOf(id)).length));
    const before = await lengths();
    expect(await foresee()).toMatchObject({ cases: 0, moved: 0, types: [], sample: [] });
    await order();
    expect(await lengths()).toEqual(before);
    expect((await store.readAll({ filter: { types: ['MigrationCompleted'] } })).events).toHaveLength(2);
  });

  it('takes only some services, or what a unit sees', async () => {
    const { foresee, order, migrated } = await someCases();
    expect(await foresee({ serviceTypes: ['050302'] })).toMatchObject({ cases: 3 });
    expect(await foresee({ unit: 'west' })).toMatchObject({ cases: 0 });
    expect(await foresee({ unit: 'mill', serviceTypes: ['050201', '050301'] })).toMatchObject({ cases: 3 });
    await order({ serviceTypes: ['050302'], unit: 'mill' });
    expect(await migrated()).toEqual([0, 0, 0, 1, 0, 1, 1, 0]);
  });

  it('leads back to an older version, and an order that is done is not done again', async () => {
    const rooms = roundsRooms(MONDAY, rules);
    const { order, runner, migrated, office, ids } = await someCases(rooms);
    await order();
    await order({ to: 1 });
    expect(await migrated()).toEqual([0, 2, 2, 2, 2, 2, 2, 0]);
    await runner.stop();
    const again = await roundsApp({ ...rooms, checkpoints: roundsRooms(MONDAY).checkpoints });
    await again.settled();
    expect(await migrated()).toEqual([0, 2, 2, 2, 2, 2, 2, 0]);
    expect(await office.said(ids[1] ?? '', 'RulesMigrated')).toMatchObject({ to: { hash: 'hash-1' } });
  });

  it('goes on after the service died in the middle', async () => {
    const rooms = roundsRooms(MONDAY, rules);
    const { bus, runner, migrated, store, get } = await someCases(rooms);
    store.diesAfter(2, 'RulesMigrated');
    const { migrationId } = await bus.execute(new OrderMigration({}, metaOf('gao')));
    const done = async () => (await migrated()).reduce((sum, each) => sum + each);
    while ((await done()) < 2) await sleep(2);
    await runner.stop();
    expect(await done()).toBe(2);
    expect((await get(`/api/catalogue/migrations/${migrationId}`, 'gao')).answer).toMatchObject({
      status: 'ordered',
      left: 4,
    });
    store.diesAfter(Number.POSITIVE_INFINITY, '');
    const again = await roundsApp(rooms);
    await again.settled();
    expect(await migrated()).toEqual([0, 1, 1, 1, 1, 1, 1, 0]);
  });
});

describe('asking for a migration', () => {
  it('is for the administrator of the county, over HTTP as in the bus', async () => {
    const { get, post, settled, migrated } = await someCases();
    const dry = await post('/api/catalogue/migrations/dry-run', 'gao', { serviceTypes: ['050302'] });
    expect(dry).toMatchObject({
      status: 200,
      answer: { cases: 3, moved: 2, types: [{ serviceType: '050302', name: { en: '050302' } }] },
    });
    const { status, answer } = await post('/api/catalogue/migrations', 'gao', { to: 2 });
    expect(status).toBe(201);
    await settled();
    expect(await migrated()).toEqual([0, 1, 1, 1, 1, 1, 1, 0]);
    const progress = `/api/catalogue/migrations/${answer['migrationId'] as string}`;
    expect((await get(progress, 'gao')).answer).toMatchObject({ status: 'completed', left: 0 });
    for (const who of ['chen', 'lin', 'shi'] satisfies PersonName[]) {
      expect(await get(progress, who)).toMatchObject({ status: 403, answer: { code: 'not-permitted' } });
      expect((await post('/api/catalogue/migrations', who)).status).toBe(403);
      expect((await post('/api/catalogue/migrations/dry-run', who)).status).toBe(403);
    }
  });

  it('is refused for what there is not', async () => {
    const { get, post, foresee } = await someCases();
    expect(await codeOf(foresee({ to: 9 }))).toBe('unknown-rules');
    expect(await codeOf(foresee({ unit: 'atlantis' }))).toBe('unknown-unit');
    const nowhere = '/api/catalogue/migrations/00000000-0000-4000-8000-000000000000';
    expect(await get(nowhere, 'gao')).toMatchObject({ status: 404, answer: { code: 'migration-not-found' } });
    for (const body of [
      { to: 0 },
      { to: 'current' },
      { serviceTypes: [] },
      { serviceTypes: ['5'] },
      { all: true },
    ])
      expect((await post('/api/catalogue/migrations', 'gao', body)).status).toBe(400);
  });
});
