import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '#config';
import { SqliteEventStore, verifyLog } from '#event-store';
import {
  deedsIn,
  type Counters,
  type FiledAnswer,
  type Health,
  type History,
  type SessionAnswer,
} from '../support/answers.js';
import { Client } from '../support/client.js';
import { COMMITTEE, GROUP } from '../support/county.js';
import { Load } from '../support/load.js';
import { ServiceProcess } from '../support/service-process.js';
import { countyInAFolder } from '../support/services.js';

const ROUNDS = 4;
const LONGEST_LIFE = 1_500; // milliseconds under load
const CLIENTS = 6;

let settings: Settings;
let remove: () => void;
let service: ServiceProcess;
const load = new Load();

beforeAll(async () => {
  ({ settings, remove } = await countyInAFolder());
  service = await ServiceProcess.start(settings);
  await load.signIn(service.url);
});
afterAll(async () => {
  await service.kill();
  remove();
});

/** Everything that was acknowledged is there, once; what was left open is done when it is sent again, once. */
async function expectNothingLost(): Promise<void> {
  for (const given of load.acknowledged) expect(await load.again(given)).toEqual(given.answer);
  await load.sendWhatWasLeftOpen();
  const supervisor = load.the('supervisor1');
  const cases = [...load.stories()];
  for (const { caseId, types } of cases) {
    const history = await supervisor.read<History>(`/api/cases/${caseId}/history`);
    expect(deedsIn(history).map(({ type }) => type)).toEqual(types);
  }
  const { log } = await supervisor.read<Health>('/health/ready');
  const { counts } = await supervisor.read<Counters>(`/api/counters?unit=${COMMITTEE}`, log.head);
  const stages = Object.entries(counts).filter(([measure]) => measure.startsWith('stage:'));
  expect(stages.reduce((sum, [, count]) => sum + count, 0)).toBe(cases.length);
}

describe('killing the service while many work with it', () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'loses nothing it has acknowledged, and does nothing twice (round %d)',
    async () => {
      const work = load.begin(CLIENTS);
      await sleep(200 + Math.random() * LONGEST_LIFE);
      await service.kill();
      await work.end();
      service = await ServiceProcess.start(settings);
      load.moveTo(service.url);
      await expectNothingLost();
    },
  );

  it('has had something to lose', () => {
    expect(load.acknowledged.length).toBeGreaterThan(ROUNDS * CLIENTS);
  });
});

describe('asking the service to stop', () => {
  const report = { serviceType: '050301', unit: GROUP, narrative: { summary: '停机时的上报' } };

  it('finishes what is in flight, refuses what is new, and ends well', async () => {
    const anybody = new Client(service.url);
    const signedIn = await anybody.post<SessionAnswer>('/api/sessions', {
      signIn: 'grid1',
      password: 'gridcase-demo',
    });
    const key = randomUUID();
    const headers = {
      authorization: `Bearer ${signedIn.body.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      expect: '100-continue',
    };
    const inFlight = request(`${service.url}/api/cases`, { method: 'POST', headers });
    const answered = once(inFlight, 'response') as Promise<[IncomingMessage]>;
    inFlight.flushHeaders();
    await once(inFlight, 'continue');

    await service.askToStop();
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow('fetch failed');
    inFlight.end(JSON.stringify(report));
    const [answer] = await answered;
    const filed = JSON.parse((await answer.toArray()).join('')) as FiledAnswer;
    expect([answer.statusCode, answer.headers.connection]).toEqual([201, 'close']);
    expect(await service.ended).toBe(0);

    service = await ServiceProcess.start(settings);
    const worker = await new Client(service.url).as('grid1');
    expect(await worker.command('/api/cases', report, key)).toEqual(filed);
  });

  it('loses nothing of what many are doing', async () => {
    load.moveTo(service.url);
    const work = load.begin(CLIENTS);
    await sleep(500);
    await service.askToStop();
    await work.end();
    expect(await service.ended).toBe(0);
    expect(load.refusals.filter(({ status, code }) => status !== 503 || code !== 'stopping')).toEqual([]);
    service = await ServiceProcess.start(settings);
    load.moveTo(service.url);
    await load.sendWhatWasLeftOpen();
    for (const given of load.acknowledged) expect(await load.again(given)).toEqual(given.answer);
  });

  it('leaves a whole log', async () => {
    await service.askToStop();
    expect(await service.ended).toBe(0);
    const log = SqliteEventStore.open({ file: join(settings.dataFolder, 'log.db'), readOnly: true });
    expect((await verifyLog(log)).findings).toEqual([]);
    await log.close();
    service = await ServiceProcess.start(settings);
  });
});
