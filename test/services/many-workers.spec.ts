import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { armMany } from '../support/deadline-ledger.js';
import { armOver, openScene } from '../support/deadline-scene.js';
import { expectAllOnce } from '../support/deadline-verdict.js';
import { RedisServer } from '../support/redis-server.js';

const LOADER = new URL('../../libs/platform/event-store/src/kill/typescript.mjs', import.meta.url).href;
const WORKER = fileURLToPath(new URL('../support/deadline-worker.ts', import.meta.url));
const DEATHS = 6;

let redis: RedisServer;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis.close());
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

describe('several workers at the same deadlines', () => {
  it('share the alarms of one queue', async () => {
    const scene = openScene();
    endings.push(() => scene.close());
    const place = { redis: { url: redis.url, prefix: randomUUID() } };
    const workers = [await scene.work(place), await scene.work(place)];
    await expectAllOnce(scene, await armOver(scene, 4_000));
    for (const { watch } of workers) expect((await watch.health()).lateness.alarm.fired).toBeGreaterThan(0);
  });

  it('fire once what is delivered to each of them', async () => {
    const scene = openScene();
    endings.push(() => scene.close());
    await scene.work({ redis: { url: redis.url, prefix: randomUUID() } });
    await scene.work({ redis: { url: redis.url, prefix: randomUUID() } });
    await scene.work();
    await expectAllOnce(scene, await armOver(scene, 4_000));
  });
});

describe('a worker that is killed between firing and acknowledging', () => {
  it(`is followed by one that fires only the rest, ${DEATHS} times`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gridcase-deadlines-'));
    endings.push(() => rmSync(folder, { recursive: true }));
    const from = Date.now() + 1_000;
    const lastDue = from + 15_000;
    const before = openScene(folder);
    const alarms = Array.from({ length: 1_000 }, (_, one) => ({
      subject: `case-${one}`,
      name: 'handle',
      at: from + one * 15,
    }));
    await armMany(before.ledger.store, alarms);
    await before.close();
    const prefix = randomUUID();
    const died: boolean[] = [];
    for (let death = 1; death <= DEATHS; death += 1)
      died.push(await live(folder, prefix, lastDue, 7 * death));
    expect(died).toEqual(died.map(() => true));
    expect(await live(folder, prefix, lastDue, 0)).toBe(false);
    const after = openScene(folder);
    endings.push(() => after.close());
    await after.ledger.caughtUp();
    await expectAllOnce(after, lastDue);
  });
});

/** Whether it died of itself. */
async function live(folder: string, prefix: string, lastDue: number, dieAfter: number): Promise<boolean> {
  const args = [WORKER, folder, redis.url, prefix, String(lastDue), String(dieAfter)];
  const command = ['--conditions=source', '--import', LOADER, ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}
