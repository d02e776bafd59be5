import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ProjectionFailed } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';
import { append, clock, emptyLog } from './specs/log.js';
import { dataFolder, endAll, follow, talliesIn } from './specs/running.js';
import { brittleProjection, tallyProjection } from './specs/tally.projection.js';
import { ViewsInUse } from './writer-lock.js';

afterEach(endAll);

const runnerOn = (folder: string, store = emptyLog(), projections = [tallyProjection()]) =>
  new ProjectionRunner({ folder, store, projections, clock });

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}

describe('following the log', () => {
  it('brings each event into the rows', async () => {
    const log = emptyLog();
    await append(log, 'a', 1);
    const { views } = await follow(dataFolder(), log, [tallyProjection()]);
    await append(log, 'b', 2);
    await views.waitFor(await append(log, 'a', 3));
    expect(await talliesIn(views)).toMatchObject([
      { stream: 'tally-a', events: 2, sum: 4 },
      { stream: 'tally-b', events: 1, sum: 2 },
    ]);
  });

  it('moves on past events that no projection asks for', async () => {
    const log = emptyLog();
    const { views } = await follow(dataFolder(), log, [tallyProjection()]);
    await views.waitFor(await append(log, 'a', 1, 'Unrelated'));
    expect(await talliesIn(views)).toEqual([]);
  });

  it('counts every event once, however often it is stopped and started', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    for (let round = 1; round <= 4; round += 1) {
      const { runner, views } = await follow(folder, log, [tallyProjection()]);
      for (let n = 0; n < 20; n += 1) await append(log, `s${n % 3}`, 1);
      const position = await append(log, 'end', 1);
      if (round === 4) await views.waitFor(position);
      await runner.stop();
    }
    const { views } = await follow(folder, log, [tallyProjection()]);
    expect((await talliesIn(views)).reduce((sum, { events }) => sum + events, 0)).toBe(84);
  });

  it('counts every event once when a batch fails and is tried again', async () => {
    const [fault, log] = [{ mended: false }, emptyLog()];
    const { views, runner, failures } = await follow(dataFolder(), log, [brittleProjection(fault)]);
    await append(log, 'a', 1);
    await append(log, 'b', -1);
    await until(() => failures.length > 0);
    expect(runner.health().error).toBeInstanceOf(ProjectionFailed);
    expect(runner.health().error).toMatchObject({ projection: 'tally', position: await log.head() });
    expect(await talliesIn(views)).toMatchObject([{ stream: 'tally-a', events: 1 }]);
    fault.mended = true;
    await views.waitFor(await append(log, 'a', 1));
    expect(await talliesIn(views)).toMatchObject([
      { stream: 'tally-a', events: 2 },
      { stream: 'tally-b', events: 1 },
    ]);
    await until(() => runner.health().error === undefined);
  });

  it('knows how many events and seconds it is behind', async () => {
    const log = emptyLog();
    const runner = runnerOn(dataFolder(), log);
    await runner.prepare();
    expect(await runner.lag()).toEqual({ events: 0, seconds: 0 });
    await append(log, 'a', 1);
    clock.advance(3_000);
    await append(log, 'a', 1);
    expect(await runner.lag()).toEqual({ events: 2, seconds: 3 });
    await runner.stop();
  });

  it('lets no second writer into the folder', async () => {
    const folder = dataFolder();
    await follow(folder, emptyLog(), [tallyProjection()]);
    await expect(runnerOn(folder).prepare()).rejects.toThrow(ViewsInUse);
  });
});

describe('preparing the read models', () => {
  it('builds them again for another version of a projection, and says how far it is', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    const first = await follow(folder, log, [tallyProjection(1)]);
    await first.views.waitFor(await append(log, 'a', 1));
    await first.runner.stop();
    const runner = runnerOn(folder, log, [tallyProjection(2)]);
    const progress: unknown[] = [];
    await runner.prepare((step) => progress.push(step));
    await runner.stop();
    expect(progress.at(-1)).toEqual({ events: 1, of: 1 });
    expect(readdirSync(folder).sort()).toEqual(['views-2.db', 'views.live', 'views.lock']);
  });

  it('builds them again when they know more than the log', async () => {
    const folder = dataFolder();
    const log = emptyLog();
    const { runner, views } = await follow(folder, log, [tallyProjection()]);
    await views.waitFor(await append(log, 'a', 1));
    await runner.stop();
    const again = await follow(folder, emptyLog(), [tallyProjection()]);
    expect(await talliesIn(again.views)).toEqual([]);
  });

  it.each(['lost', 'damaged'])('builds them again when the file is %s', async (fate) => {
    const [folder, log] = [dataFolder(), emptyLog()];
    await append(log, 'a', 1);
    const { runner } = await follow(folder, log, [tallyProjection()]);
    await runner.stop();
    if (fate === 'lost') writeFileSync(join(folder, 'views.live'), 'views-7.db\n');
    else writeFileSync(join(folder, 'views-1.db'), 'x'.repeat(8_192));
    const { views } = await follow(folder, log, [tallyProjection()]);
    expect(await talliesIn(views)).toMatchObject([{ events: 1 }]);
  });

  it('stops at an event that cannot be folded', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    await append(log, 'a', -1);
    const runner = runnerOn(folder, log, [brittleProjection({ mended: false })]);
    await expect(runner.prepare()).rejects.toThrow(ProjectionFailed);
    await runner.stop();
    expect(readdirSync(folder)).toEqual(['views.lock']);
  });

  it('removes what a killed rebuild has left', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    await (await follow(folder, log, [tallyProjection()])).runner.stop();
    for (const name of ['views-2.db', 'views-2.db-journal', 'views.live.new'])
      writeFileSync(join(folder, name), 'half');
    await (await follow(folder, log, [tallyProjection()])).runner.stop();
    expect(readdirSync(folder).filter((name) => name.startsWith('views-2'))).toEqual([]);
  });
});
