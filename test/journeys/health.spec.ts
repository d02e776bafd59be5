import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#kernel';
import type { FiledAnswer, Health } from '../support/answers.js';
import { GROUP } from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory({ clock: new FixedClock(Date.parse('2026-03-02T00:30:00Z')) });
});
afterAll(() => service.stop());

describe('asking how the service is', () => {
  it('needs no sign-in and names nobody', async () => {
    const { status, body } = await service.anybody.get('/health/live');
    expect([status, body]).toEqual([200, { status: 'live' }]);
  });

  it('says how far the log is, and how far those who follow it', async () => {
    const worker = await service.the('grid1');
    const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '路灯不亮' } };
    const { position } = await worker.command<FiledAnswer>('/api/cases', report);
    await service.settled();
    const { status, body } = await service.anybody.get<Health>('/health/ready');
    expect([status, body]).toMatchObject([
      200,
      { status: 'ready', log: { head: position }, readModels: { position, lag: { events: 0, seconds: 0 } } },
    ]);
    expect(Object.keys(body.processes).sort()).toEqual([
      'calendar',
      'erasure',
      'merge',
      'migration',
      'notices',
      'pause',
      'split',
    ]);
  });
});
