import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeadlineWatch } from '#deadlines';
import { allFired, armOver, openScene, type Scene } from '../support/deadline-scene.js';
import { expectAllOnce } from '../support/deadline-verdict.js';
import { RedisServer, type Persistence } from '../support/redis-server.js';

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

describe('deadlines, while their Redis', () => {
  it('is killed under load, with the persistence it comes with', async () => {
    const { scene, redis } = await open('stock');
    const { watch, heard } = await scene.work({ redis });
    const arming = armOver(scene, 6_000);
    await sleep(2_000);
    await redis.kill();
    await sleep(1_000);
    await redis.restart();
    await expectAllOnce(scene, await arming);
    expect(heard.map(({ en }) => en)).toEqual([
      expect.stringContaining('AOF'),
      expect.stringMatching(/127\.0\.0\.1:\d+ is out of reach \(.+; setting REDIS_URL\)/),
      expect.stringContaining('is back'),
      expect.stringContaining('AOF'),
    ]);
    expect((await watch.health()).lateness.alarm.fired).toBeGreaterThan(0);
  });

  it('is emptied while workers run', async () => {
    const { scene, redis } = await open();
    const { watch } = await scene.work({ redis });
    const last = await armOver(scene, 6_000);
    await sleep(1_000);
    await redis.tell('FLUSHALL');
    await expectAllOnce(scene, last);
    await refilled(scene, watch);
  });

  it('is out of reach for a while', async () => {
    const { scene, redis } = await open();
    const { watch } = await scene.work({ redis });
    const last = await armOver(scene, 5_000);
    await redis.kill();
    await allFired(scene.ledger, last);
    expect((await watch.health()).alarmClock.connected).toBe(false);
    await redis.restart();
    await expectAllOnce(scene, await armOver(scene, 3_000));
    await refilled(scene, watch);
  });

  it('is frozen for a while', async () => {
    const { scene, redis } = await open();
    await scene.work({ redis });
    const last = await armOver(scene, 6_000);
    redis.freeze();
    await sleep(4_000);
    redis.thaw();
    await expectAllOnce(scene, last);
  });

  it('is slow', async () => {
    const { scene, redis } = await open();
    await scene.work({ redis });
    const last = await armOver(scene, 6_000);
    await redis.tell('CLIENT', 'PAUSE', 1_500, 'ALL');
    await sleep(2_000);
    await redis.tell('CLIENT', 'PAUSE', 1_500, 'WRITE');
    await expectAllOnce(scene, last);
  });

  it('is not there when the service starts, and comes later', async () => {
    const { scene, redis } = await open();
    await redis.kill();
    const { heard, watch } = await scene.work({ redis });
    await expectAllOnce(scene, await armOver(scene, 2_000));
    expect(heard.map(({ zh }) => zh)).toEqual([
      expect.stringMatching(/^连不上 Redis 127\.0\.0\.1:\d+（ECONNREFUSED；设置 REDIS_URL）/),
    ]);
    await redis.restart();
    await refilled(scene, watch);
  });

  it('is not there when the service stops', async () => {
    const { scene, redis } = await open();
    const { stop } = await scene.work({ redis });
    const last = await armOver(scene, 1_000);
    await redis.kill();
    await stop();
    await scene.work();
    await expectAllOnce(scene, last);
  });
});

async function open(persistence?: Persistence) {
  const redis = await RedisServer.start(persistence);
  endings.push(() => redis.close());
  const scene = openScene();
  endings.push(() => scene.close());
  return { scene, redis };
}

/** Alarms ring again, and not only the sweep finds what is due. */
async function refilled(scene: Scene, watch: DeadlineWatch): Promise<void> {
  const before = (await watch.health()).lateness.alarm.fired;
  while ((await watch.health()).lateness.alarm.fired === before)
    await expectAllOnce(scene, await armOver(scene, 1_000));
}
