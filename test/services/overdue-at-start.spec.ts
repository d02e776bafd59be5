import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { armMany } from '../support/deadline-ledger.js';
import { allFired, openScene, type Scene } from '../support/deadline-scene.js';
import { verdictOn } from '../support/deadline-verdict.js';
import { RedisServer } from '../support/redis-server.js';

const OVERDUE = 20_000;

let redis: RedisServer;
let scene: Scene;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis.close());
afterEach(() => scene.close());

describe('a service that starts with 20,000 deadlines overdue', () => {
  it.each([
    ['in process', false],
    ['with Redis', true],
  ])(
    'fires each once in the lane of the catch-up, and lets users through meanwhile, %s',
    async (_, isOver) => {
      scene = openScene();
      const { ledger } = scene;
      const now = Date.now();
      const subjects = Array.from({ length: OVERDUE }, (_, one) => ({
        subject: `case-${one}`,
        name: 'handle',
        at: now - OVERDUE + one,
      }));
      await armMany(ledger.store, subjects);
      await ledger.caughtUp();
      const { watch } = await scene.work(isOver ? { redis } : {});
      const storm = allFired(ledger, now);
      let isOverYet = false;
      void storm.finally(() => (isOverYet = true));
      let answered = 0;
      for (; !isOverYet; answered += 1) await ledger.work(`user-${answered}`);
      await storm;
      const { fired, notOnce, early } = await verdictOn(ledger.store);
      expect({ fired, notOnce, early }).toEqual({ fired: OVERDUE, notOnce: [], early: [] });
      expect(answered).toBeGreaterThan(20);
      const { lateness, overdueMs } = await watch.health();
      expect(lateness['catch-up'].fired).toBe(OVERDUE);
      expect(overdueMs).toBe(0);
    },
  );
});
