import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryKeyStore, Vault } from '#privacy';
import { casesIn } from '../specs/naive-cases.js';
import { cut, erasedIn, histories, logOf } from '../specs/random-logs.js';
import { checkWords, rowsIn, viewsOf } from '../specs/views.js';
import { caseCardOf } from './case-card/case-card.table.js';
import type { CaseTables } from './tables.js';

describe('folding the log into read models', () => {
  it('gives the same rows however the log is cut, and the same when all is built again after erasures', async () => {
    const cuts = fc.array(fc.nat(1_000), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(histories, cuts, async (history, places) => {
        const vault = new Vault(new InMemoryKeyStore());
        const log = await logOf(history, vault);
        const live = await viewsOf(cut(log, places), vault);
        await checkWords(live);
        const oneByOne = await viewsOf(
          log.map((event) => [event]),
          vault,
        );
        for (const subject of erasedIn(log)) await vault.destroy(subject);
        const rebuilt = await viewsOf([log], vault);
        const expected = await rowsIn(rebuilt);
        expect(await rowsIn(live)).toEqual(expected);
        expect(await rowsIn(oneByOne)).toEqual(expected);
        for (const views of [live, oneByOne, rebuilt]) await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('numbers cases by the log’s order in their year, and forgets the words of the erased alone', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const vault = new Vault(new InMemoryKeyStore());
        const log = await logOf(history, vault);
        const views = await viewsOf([log], vault);
        const rows = await views.db<CaseTables>().selectFrom('case_card').select('card').execute();
        const cards = rows.map(caseCardOf).sort((a, b) => a.seq - b.seq);
        expect(cards.map(({ caseId, seq, number, summary }) => ({ caseId, seq, number, summary }))).toEqual(
          casesIn(log).map(({ caseId, seq, number, summary }) => ({ caseId, seq, number, summary })),
        );
        await views.close();
      }),
      { numRuns: 30 },
    );
  });
});
