import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { ReadStore } from '#read-store';
import { CaseOffice } from '../specs/case-office.js';
import { settle, take } from '../specs/story.js';
import { follow } from '../specs/views.js';
import { CaseListQueries } from './case-list/case-list.queries.js';
import { CounterQueries } from './counters/counters.queries.js';

const SECRET = '黄果树瀑布旁苏格拉底的风车 zyzzyva quokka';
const traces = ['黄果树', '瀑布旁', '苏格拉底', '风车', 'zyzzyva', 'quokka', '果 树', '瀑 布'];

/** All that the files of read models hold, as bytes. */
function bytesIn(folder: string): Buffer {
  const files = readdirSync(folder).filter((name) => name.startsWith('views-'));
  return Buffer.concat(files.map((name) => readFileSync(join(folder, name))));
}

function tracesIn(folder: string): readonly string[] {
  const bytes = bytesIn(folder);
  return traces.filter((trace) => bytes.includes(Buffer.from(trace)));
}

/** What the index of words keeps for itself, page by page. */
async function pagesOf(views: ReadStore): Promise<Buffer> {
  const { rows } = await sql<{ block: Buffer }>`select block from case_text_data`.execute(views.db());
  return Buffer.concat(rows.map(({ block }) => block));
}

async function officeWithSecret() {
  const office = new CaseOffice();
  // Neighbours in the index, so that its pages are shared and merged.
  for (let n = 0; n < 150; n += 1)
    await office.report({ narrative: { summary: `路灯 ${n} lantern ${n % 7}` } });
  const id = await office.report({ narrative: { summary: SECRET } });
  const { folder, runner, views, caughtUp } = await follow(office);
  for (let n = 0; n < 150; n += 1)
    await office.report({ narrative: { summary: `噪声 ${n} noise ${n % 7}` } });
  await caughtUp();
  const lists = new CaseListQueries(views);
  const find = async (text: string) => {
    const filter = { scope: 'county', stages: ['reported', 'accepted'], order: 'oldest', limit: 9 } as const;
    return (await lists.list({ ...filter, text })).map(({ caseId }) => caseId);
  };
  return { office, id, folder, runner, views, caughtUp, find };
}

describe('erasing a reporter', () => {
  it('takes his words out of every byte of the read models, and changes no count', async () => {
    const { office, id, folder, runner, views, caughtUp, find } = await officeWithSecret();
    const counters = new CounterQueries(views);
    expect(await find('风车 quok')).toEqual([id]);
    expect(tracesIn(folder)).toContain('苏格拉底');
    for (const word of ['zyzzyva', 'quokka']) expect((await pagesOf(views)).includes(word)).toBe(true);
    const before = await counters.of('county');
    await office.forget('shi', `reporter:${id}`);
    await caughtUp();
    await runner.truncateWal();
    expect(tracesIn(folder)).toEqual([]);
    expect(await find('风车')).toEqual([]);
    expect(await find('quokka')).toEqual([]);
    expect(await find('噪声 149')).toHaveLength(1);
    expect(await counters.of('county')).toEqual(before);
  });

  it('does so also for words that were written anew in between', async () => {
    const { office, id, folder, runner, caughtUp } = await officeWithSecret();
    await take(office, id, 'accept');
    for (const to of ['mill-2', 'property']) {
      await office.give('chen', id, { type: 'OfferCustody', data: { to, reason: 'there' } });
      await caughtUp();
    }
    await office.forget('shi', `reporter:${id}`);
    await caughtUp();
    await runner.truncateWal();
    expect(tracesIn(folder)).toEqual([]);
  });

  it('reaches the parts that were split off his case, also one that is filed only afterwards', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const child = (summary: string) => ({ serviceType: '050301', unit: 'mill-1', narrative: { summary } });
    await office.give('li', id, { type: 'Split', data: { children: [child(SECRET)] } });
    await settle(office);
    await office.give('li', id, { type: 'Split', data: { children: [child(`${SECRET} 又`)] } });
    // The key outlives the fact a little; meanwhile the second part is filed and projected.
    const destroy = office.keys.destroy.bind(office.keys);
    office.keys.destroy = () => Promise.resolve();
    await office.forget('shi', `reporter:${id}`);
    const { folder, runner, views, caughtUp } = await follow(office);
    await settle(office);
    await caughtUp();
    await runner.truncateWal();
    expect(tracesIn(folder)).toEqual([]);
    expect((await new CounterQueries(views).of('county'))['stage:reported']).toBe(2);
    office.keys.destroy = destroy;
  });

  it('leaves the neighbours alone', async () => {
    const { office, id, caughtUp, find } = await officeWithSecret();
    const other = await office.report({ narrative: { summary: '风车旁的垃圾' } });
    await office.forget('shi', `reporter:${id}`);
    await caughtUp();
    expect(await find('风车')).toEqual([other]);
  });
});
