import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { armOver, openScene, type Scene } from '../support/deadline-scene.js';
import { expectAllOnce } from '../support/deadline-verdict.js';
import { RedisServer } from '../support/redis-server.js';

const realNow = Date.now;
let redis: RedisServer;
let scene: Scene;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis.close());
afterEach(async () => {
  await scene.close();
  Date.now = realNow;
});

describe('a worker whose clock', () => {
  it('is 30 seconds ahead fires in sweeps alone, and nothing early', async () => {
    setClock(30_000);
    scene = openScene();
    const { watch, heard } = await scene.work({ redis });
    await expectAllOnce(scene, await armOver(scene, 5_000));
    const { lateness, clock } = await watch.health();
    expect(clock).toMatchObject({ isApart: true });
    expect(clock?.ms).toBeLessThan(-29_000);
    expect(lateness.alarm.fired).toBe(0);
    expect(heard.map(({ en }) => en)).toEqual([expect.stringContaining('apart from others')]);
  });

  it('is a second ahead fires nothing early', async () => {
    setClock(1_000);
    scene = openScene();
    const { watch } = await scene.work({ redis });
    await expectAllOnce(scene, await armOver(scene, 5_000));
    expect((await watch.health()).lateness.alarm.fired).toBeGreaterThan(0);
  });

  it('is set forwards while it works fires nothing early', async () => {
    scene = openScene();
    const { watch } = await scene.work({ redis });
    const last = await armOver(scene, 6_000);
    await sleep(1_500);
    setClock(30_000);
    await expectAllOnce(scene, last);
    expect((await watch.health()).clock).toMatchObject({ isApart: true });
    setClock(0);
    await sleep(2_000);
    expect((await watch.health()).clock).toMatchObject({ isApart: false });
    await expectAllOnce(scene, await armOver(scene, 2_000));
  });
});

/** BullMQ and the process alike ask this. */
function setClock(ahead: number): void {
  Date.now = () => realNow() + ahead;
}
