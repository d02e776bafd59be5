import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProjectionFailed } from './projection.js';
import { append, emptyLog } from './specs/log.js';
import { brittleProjection, tallyProjection, type TallyTables } from './specs/tally.projection.js';
import { ViewsFile } from './views-file.js';

const rowsOf = async (views: ViewsFile) => ({
  tally: await views.db<TallyTables>().selectFrom('tally').selectAll().orderBy('stream').execute(),
  entries: await views.db<TallyTables>().selectFrom('entry').select('position').orderBy('id').execute(),
});

async function eventsOf(deeds: readonly (readonly [stream: string, amount: number, type?: string])[]) {
  const log = emptyLog();
  for (const deed of deeds) await append(log, ...deed);
  return (await log.readAll()).events;
}

describe('folding events into read models', () => {
  it('makes the same rows wherever the batches are cut', async () => {
    const deed = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.nat(9),
      fc.constantFrom('Counted', 'Counted', 'Counted', 'Cleared', 'Unrelated'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 9 })),
        async (deeds, cuts) => {
          const events = await eventsOf(deeds);
          const [whole, cut] = [
            await ViewsFile.inMemory([tallyProjection()]),
            await ViewsFile.inMemory([tallyProjection()]),
          ];
          await whole.fold(events);
          for (let from = 0, turn = 0; from < events.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            await cut.fold(events.slice(from, from + size));
            from += size;
          }
          expect(await rowsOf(cut)).toEqual(await rowsOf(whole));
          expect(cut.position()).toBe(whole.position());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hands a projection only what it asks for', async () => {
    const views = await ViewsFile.inMemory([tallyProjection()]);
    const events = await eventsOf([
      ['a', 1],
      ['a', 5, 'Unrelated'],
    ]);
    await views.fold(events);
    expect((await rowsOf(views)).tally).toMatchObject([{ events: 1, sum: 1 }]);
    expect(views.position()).toBe(events[1]?.position);
  });

  it('serves what comes before the event that a projection cannot fold, and names that event', async () => {
    const fault = { mended: false };
    const views = await ViewsFile.inMemory([brittleProjection(fault)]);
    const events = await eventsOf([
      ['a', 1],
      ['b', -1],
      ['a', 1],
    ]);
    const failure = await views.fold(events).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProjectionFailed);
    expect(failure).toMatchObject({ projection: 'tally', position: events[1]?.position });
    expect(views.position()).toBe(events[0]?.position);
    expect((await rowsOf(views)).entries).toEqual([{ position: events[0]?.position }]);
  });

  it('leaves neither rows nor checkpoint of a batch that fails', async () => {
    const views = await ViewsFile.inMemory([brittleProjection({ mended: false })]);
    const events = await eventsOf([['a', -1]]);
    await expect(views.fold(events)).rejects.toThrow('a negative amount');
    expect(await rowsOf(views)).toEqual({ tally: [], entries: [] });
    expect(views.position()).toBe('');
    expect(views.events()).toBe(0);
  });
});
