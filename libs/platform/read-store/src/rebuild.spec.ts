import { readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { append, emptyLog } from './specs/log.js';
import { dataFolder, endAll, entriesIn, follow, readerOf, talliesIn } from './specs/running.js';
import { brittleProjection, tallyProjection, type TallyTables } from './specs/tally.projection.js';

afterEach(endAll);

describe('rebuilding beside the live read models', () => {
  it('fails no query and takes no row back, while events go on being written', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    for (let n = 0; n < 300; n += 1) await append(log, `s${n % 40}`, 1);
    const { runner, views } = await follow(folder, log, [tallyProjection()]);
    await views.waitFor(await log.head());

    let working = true;
    const counts: number[] = [];
    const reading = (async () => {
      while (working) {
        counts.push(await entriesIn(views));
        await nextTurn();
      }
    })();
    const writing = (async () => {
      for (let n = 0; working; n += 1) {
        await append(log, `s${n % 40}`, 1);
        await nextTurn();
      }
    })();
    for (let round = 0; round < 3; round += 1) await runner.rebuild();
    working = false;
    await Promise.all([reading, writing]);

    await views.waitFor(await log.head());
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    expect(counts[0]).toBe(300);
    expect(await entriesIn(views)).toBe((await log.readAll({ limit: 1_000_000 })).events.length);
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['views-4.db']);
  });

  it('gives the rows that live folding gave', async () => {
    const log = emptyLog();
    const { runner, views } = await follow(dataFolder(), log, [tallyProjection()]);
    for (let n = 0; n < 100; n += 1) await append(log, `s${n % 7}`, n, n % 11 === 0 ? 'Cleared' : 'Counted');
    await views.waitFor(await log.head());
    const live = await talliesIn(views);
    await runner.rebuild();
    expect(await talliesIn(views)).toEqual(live);
  });

  it('lets a query that has begun end on the rows it began with', async () => {
    const log = emptyLog();
    for (let n = 0; n < 50; n += 1) await append(log, `s${n}`, 1);
    const { runner, views } = await follow(dataFolder(), log, [tallyProjection()]);
    await views.waitFor(await log.head());
    const seen: string[] = [];
    for await (const { stream } of views.db<TallyTables>().selectFrom('tally').select('stream').stream()) {
      if (seen.push(stream) === 1) {
        await runner.rebuild();
        await views.waitFor(await append(log, 'new', 1));
      }
    }
    expect(seen).toHaveLength(50);
    expect(await talliesIn(views)).toHaveLength(51);
  });

  it('is followed by a reader whom nobody informs', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    const { runner, views } = await follow(folder, log, [tallyProjection()]);
    const other = readerOf(folder);
    await runner.rebuild();
    const position = await append(log, 'a', 1);
    await views.waitFor(position);
    await other.waitFor(position);
    expect(await talliesIn(other)).toHaveLength(1);
  });

  it('keeps the live ones when it fails, and goes on with them', async () => {
    const [folder, log, fault] = [dataFolder(), emptyLog(), { mended: true }];
    const { runner, views } = await follow(folder, log, [brittleProjection(fault)]);
    await views.waitFor(await append(log, 'a', -1));
    fault.mended = false;
    await expect(runner.rebuild()).rejects.toThrow('a negative amount');
    await views.waitFor(await append(log, 'b', 1));
    expect(await talliesIn(views)).toHaveLength(2);
    expect(runner.health()).not.toHaveProperty('rebuilding');
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['views-1.db']);
  });

  it('is given up when the runner stops', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    await append(log, 'a', 1);
    const { runner } = await follow(folder, log, [tallyProjection()]);
    const rebuilding = runner.rebuild();
    await Promise.all([runner.stop(), expect(rebuilding).rejects.toThrow('aborted')]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['views-1.db']);
  });
});
