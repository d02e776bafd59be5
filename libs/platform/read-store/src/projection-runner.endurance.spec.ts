import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#kernel';
import { SqliteEventStore } from '#event-store';
import type { ViewsMark } from './projection.js';
import { append } from './specs/log.js';
import { dataFolder, endAll, entriesIn, follow, readerOf, talliesIn } from './specs/running.js';
import { tallyProjection } from './specs/tally.projection.js';

afterEach(endAll);

const ROUNDS = 15;
const LONGEST_LIFE = 150;
const program = fileURLToPath(new URL('specs/runner.process.ts', import.meta.url));
const typescript = new URL('../../event-store/src/kill/typescript.mjs', import.meta.url).href;

function runnerProcess(folder: string, file: string): ChildProcess {
  return fork(program, [folder, file], { execArgv: ['--conditions=source', '--import', typescript] });
}

describe('killing the process that keeps the read models, while it folds and rebuilds', () => {
  it('loses no event, counts none twice, and fails no reader in another process', async () => {
    const folder = dataFolder();
    const file = join(folder, 'log.db');
    const log = SqliteEventStore.open({ file, clock: new SystemClock() });
    let written = 0;
    const write = async () => void (await append(log, `s${written++ % 20}`, 1));
    for (let n = 0; n < 500; n += 1) await write();
    await (await follow(folder, log, [tallyProjection()])).runner.stop();

    const views = readerOf(folder);
    const counts: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = runnerProcess(folder, file);
      child.on('message', (mark) => views.advanced(mark as ViewsMark));
      await once(child, 'message');
      const killed = sleep(Math.random() * LONGEST_LIFE).then(() => child.kill('SIGKILL'));
      while (child.exitCode === null && child.signalCode === null) {
        await write();
        counts.push(await entriesIn(views));
        await sleep(1);
      }
      await killed;
      expect(child.signalCode).toBe('SIGKILL');
    }
    expect(counts).toEqual([...counts].sort((one, other) => one - other));

    const { views: whole } = await follow(folder, log, [tallyProjection()]);
    await whole.waitFor(await log.head(), { timeoutMs: 60_000 });
    expect(await entriesIn(whole)).toBe(written);
    expect((await talliesIn(whole)).reduce((sum, { events }) => sum + events, 0)).toBe(written);
    await log.close();
  });
});
