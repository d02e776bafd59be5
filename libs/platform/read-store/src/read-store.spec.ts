import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogPosition } from '#event-store';
import { NotYetProjected, ReadStore } from './read-store.js';
import { append, emptyLog } from './specs/log.js';
import { dataFolder, endAll, follow, talliesIn } from './specs/running.js';
import { tallyProjection, type TallyTables } from './specs/tally.projection.js';

afterEach(endAll);

describe('reading what one has written', () => {
  it('says so when the rows are not that far within the time given', async () => {
    const { views } = await follow(dataFolder(), emptyLog(), [tallyProjection()]);
    const later = '99999999999999999999' as LogPosition;
    await expect(views.waitFor(later, { timeoutMs: 1 })).rejects.toThrow(NotYetProjected);
  });

  it('has to wait for the first build', () => {
    expect(() => ReadStore.open({ folder: dataFolder() })).toThrow('no read models yet');
  });

  it('writes nothing', async () => {
    const { views } = await follow(dataFolder(), emptyLog(), [tallyProjection()]);
    await expect(views.db<TallyTables>().deleteFrom('tally').execute()).rejects.toThrow('readonly');
  });

  it('refuses queries after the end', async () => {
    const { views } = await follow(dataFolder(), emptyLog(), [tallyProjection()]);
    views.close();
    await expect(talliesIn(views)).rejects.toThrow('closed');
  });

  it('runs a query beside a transaction and a stream', async () => {
    const log = emptyLog();
    for (let n = 0; n < 5; n += 1) await append(log, `s${n}`, 1);
    const { views } = await follow(dataFolder(), log, [tallyProjection()]);
    await views.waitFor(await log.head());
    let queries = 0;
    await views
      .db<TallyTables>()
      .transaction()
      .execute(async (db) => {
        for await (const _ of db.selectFrom('tally').selectAll().stream())
          queries += (await talliesIn(views)).length;
      });
    expect(queries).toBe(25);
  });
});

describe('forgetting overwritten rows', () => {
  const secret = 'a text that somebody wants gone';
  const holds = (folder: string) =>
    readdirSync(folder).some(
      (name) => name.startsWith('views-') && readFileSync(join(folder, name)).includes(secret),
    );

  it('leaves the old text in none of the files', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    const { runner, views } = await follow(folder, log, [tallyProjection()]);
    await views.waitFor(await append(log, secret, 1));
    expect(holds(folder)).toBe(true);
    await views.waitFor(await append(log, secret, 1, 'Cleared'));
    await runner.truncateWal();
    expect(holds(folder)).toBe(false);
  });

  it('goes without saying after an event that a projection calls erasing, also when it was cut short', async () => {
    const [folder, log] = [dataFolder(), emptyLog()];
    const erasing = [{ ...tallyProjection(), erasedBy: ['Cleared'] }];
    const { runner, views } = await follow(folder, log, [tallyProjection()]);
    await views.waitFor(await append(log, secret, 1));
    await views.waitFor(await append(log, secret, 1, 'Cleared'));
    await runner.stop();
    expect(holds(folder)).toBe(true);
    const restarted = await follow(folder, log, erasing);
    expect(holds(folder)).toBe(false);
    await restarted.views.waitFor(await append(log, secret, 1));
    expect(holds(folder)).toBe(true);
    await restarted.views.waitFor(await append(log, secret, 1, 'Cleared'));
    while (holds(folder)) await setImmediate();
  });
});
