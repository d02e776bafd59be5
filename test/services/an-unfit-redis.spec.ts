import { afterEach, describe, expect, it } from '@jest/globals';
import { armOver, openScene } from '../support/deadline-scene.js';
import { expectAllOnce } from '../support/deadline-verdict.js';
import { RedisServer } from '../support/redis-server.js';

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

describe('a service over a Redis that is not set up for it', () => {
  it('says what it costs, in both languages, and goes on', async () => {
    const redis = await RedisServer.start('stock');
    endings.push(() => redis.close());
    await redis.tell('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.tell('CONFIG', 'SET', 'hz', 10);
    const scene = openScene();
    endings.push(() => scene.close());
    const { heard, watch } = await scene.work({ redis });
    await expectAllOnce(scene, await armOver(scene, 1_000, 200));
    const settings = ['appendonly yes', 'maxmemory-policy noeviction', 'hz 100'];
    for (const said of [heard.map(({ en }) => en), heard.map(({ zh }) => zh)])
      expect(said).toEqual(settings.map((setting) => expect.stringContaining(setting)));
    expect((await watch.health()).alarmClock).toMatchObject({ kind: 'bullmq', connected: true });
  });

  it('says nothing when all is as it should be', async () => {
    const redis = await RedisServer.start();
    endings.push(() => redis.close());
    const scene = openScene();
    endings.push(() => scene.close());
    const { heard } = await scene.work({ redis });
    await expectAllOnce(scene, await armOver(scene, 1_000, 200));
    expect(heard).toEqual([]);
  });
});
