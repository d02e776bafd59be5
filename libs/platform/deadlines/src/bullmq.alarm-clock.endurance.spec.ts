import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { SystemClock } from '#kernel';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { alarmClockContract } from './alarm-clock.contract.js';
import { alarmClockFor } from './specs/over-redis.js';
import { SmallLedger } from './specs/small-ledger.js';

let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});

afterAll(() => redis.close());

alarmClockContract('of BullMQ', async () => {
  const clock = new SystemClock();
  const ledger = new SmallLedger(clock);
  const place = { url: redis.url, prefix: randomUUID() };
  const { alarmClock, close } = await alarmClockFor({ open: ledger, clock, redis: place });
  return { alarmClock, ledger, now: () => clock.now(), advance: (ms) => sleep(ms), close };
});
