import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#kernel';
import { command, newStream, until } from './contract/samples.contract.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { WalCarrier } from './sqlite.wal-carrier.js';
import { verifyLog } from './verify-log.js';

let folder = '';
let file = '';
let store: SqliteEventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-carrier-'));
  file = join(folder, 'log.db');
  store = SqliteEventStore.open({ file, clock: new FixedClock(0) });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** About a megabyte in many appends at once. */
async function write(): Promise<void> {
  await Promise.all(Array.from({ length: 500 }, () => store.append(newStream(), 'no-stream', command(2))));
}

describe('carrying the write-ahead log into the file', () => {
  it('leaves it to nobody who writes', async () => {
    await write();
    const before = statSync(file).size;
    const carrier = new WalCarrier(file, 5);
    await until(() => statSync(file).size > 4 * before);
    carrier.stop();
    expect(before).toBeLessThan(100_000);
  });

  it('neither loses nor changes what is written meanwhile', async () => {
    const carrier = new WalCarrier(file, 1);
    for (let round = 0; round < 5; round += 1) await write();
    carrier.stop();
    await store.close();
    store = SqliteEventStore.open({ file, clock: new FixedClock(0) });
    expect(await verifyLog(store)).toMatchObject({ events: 5_000, findings: [] });
  });

  it('is refused where there is no log', () => {
    expect(() => new WalCarrier(join(folder, 'none.db'))).toThrow();
  });
});
