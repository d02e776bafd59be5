import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventIdOf, SqliteEventStore, streamName, type EventStore } from '#event-store';
import { SystemClock } from '#kernel';
import type { FiledAnswer, Health, Problem } from '../support/answers.js';
import { Client, type Reply } from '../support/client.js';
import { GROUP } from '../support/county.js';
import { ServiceProcess } from '../support/service-process.js';
import { countyInAFolder, serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

/** A report without a report in it, as a broken disk or a broken release might leave one. */
async function appendABadEvent(store: EventStore): Promise<void> {
  const commandId = randomUUID();
  const event = {
    id: eventIdOf(commandId, 0),
    type: 'CaseReported',
    schemaVersion: 1,
    occurredAt: new Date().toISOString(),
    actor: { id: 'process', role: 'process' as const },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
    data: {},
  };
  await store.append(streamName('case', commandId), 'no-stream', [event]);
}

/** Waits until the service says that it is not ready. */
async function notReady(anybody: Client): Promise<Reply<Health>> {
  for (;;) {
    const answer = await anybody.get<Health>('/health/ready');
    if (answer.status !== 200) return answer;
    await sleep(200);
  }
}

describe('an event that the read models cannot take', () => {
  let filed: FiledAnswer;

  it('holds up what comes after it in the views, and not in the log', async () => {
    await appendABadEvent(service.store);
    const worker = await service.the('grid1');
    const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
    filed = await worker.command<FiledAnswer>('/api/cases', report);
    const { status, headers, body } = await worker.get<Problem>(`/api/inbox?atLeast=${filed.position}`);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'not-yet-projected', '1']);
    expect((await worker.get('/api/inbox')).status).toBe(200);
  });

  it('is told to those who look after the service: not ready, and how far behind', async () => {
    const ready = await notReady(service.anybody);
    expect([ready.status, ready.body.status, ready.body.readModels.state]).toEqual([
      503,
      'not-ready',
      'stopped',
    ]);
    expect(ready.body.readModels.lag.events).toBeGreaterThan(1);
    expect(service.log.join('')).toContain('projection cases fails on the event at');
    expect((await service.anybody.get('/health/live')).status).toBe(200);
  });

  it('is told by the service as it is built, whose read models are folded in another thread', async () => {
    const { settings, remove } = await countyInAFolder();
    const log = SqliteEventStore.open({
      file: join(settings.dataFolder, 'log.db'),
      clock: new SystemClock(),
    });
    await appendABadEvent(log);
    await log.close();
    const built = await ServiceProcess.start(settings);
    const { status, body } = await notReady(new Client(built.url));
    expect([status, body.status, body.readModels.state]).toEqual([503, 'not-ready', 'stopped']);
    await built.stop();
    expect(await built.ended).toBe(0);
    remove();
  });
});
