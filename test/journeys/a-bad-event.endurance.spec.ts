import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventIdOf, streamName } from '#event-store';
import type { FiledAnswer, Health, Problem } from '../support/answers.js';
import { GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

/** A report without a report in it, as a broken disk or a broken release might leave one. */
async function appendABadEvent(): Promise<void> {
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
  await service.store.append(streamName('case', commandId), 'no-stream', [event]);
}

describe('an event that the read models cannot take', () => {
  let filed: FiledAnswer;

  it('holds up what comes after it in the views, and not in the log', async () => {
    await appendABadEvent();
    const worker = await service.the('grid1');
    const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
    filed = await worker.command<FiledAnswer>('/api/cases', report);
    const { status, headers, body } = await worker.get<Problem>(`/api/inbox?atLeast=${filed.position}`);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'not-yet-projected', '1']);
    expect((await worker.get('/api/inbox')).status).toBe(200);
  });

  it('is told to those who look after the service: not ready, and how far behind', async () => {
    let ready = await service.anybody.get<Health>('/health/ready');
    for (; ready.status === 200; ready = await service.anybody.get<Health>('/health/ready')) await sleep(200);
    expect([ready.status, ready.body.status, ready.body.readModels.state]).toEqual([
      503,
      'not-ready',
      'stopped',
    ]);
    expect(ready.body.readModels.lag.events).toBeGreaterThan(1);
    expect(service.log.join('')).toContain('projection cases fails on the event at');
    expect((await service.anybody.get('/health/live')).status).toBe(200);
  });
});
