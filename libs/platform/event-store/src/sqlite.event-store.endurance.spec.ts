import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { SqliteTestLog } from './contract/sqlite.fixture.contract.js';
import { NO_HASH } from './draft.js';
import { LOG_START } from './event-store.js';
import type { EventStore, StoredEvent, StreamName } from './event-store.js';
import { verifyLog } from './verify-log.js';

const ROUNDS = 100;
const LONGEST_LIFE = 60; // milliseconds under load
const SEED = Number(process.env['GRIDCASE_SEED'] ?? Date.now() % 1_000_000);
const LOADER = new URL('./kill/typescript.mjs', import.meta.url).href;
const WRITER = fileURLToPath(new URL('./kill/writing-process.ts', import.meta.url));

describe(`killing a process that writes to the log (GRIDCASE_SEED=${SEED})`, () => {
  it(`31 loses nothing acknowledged and leaves nothing half written, ${ROUNDS} times`, async () => {
    const log = new SqliteTestLog();
    await log.store.close();
    const witness = new Witness();
    const random = randomOf(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await lifeOf(log, round, random() * LONGEST_LIFE);
      const reader = log.openReader();
      await witness.check(reader, acknowledged);
      await reader.close();
    }
    expect(witness.events).toBeGreaterThan(ROUNDS);
    expect(await verifyLog(await log.reopen())).toMatchObject({ events: witness.events, findings: [] });
    await log.close();
  }, 120_000);
});

/** Starts a writer, lets it live for so many milliseconds from its first acknowledgement on, and kills it. */
async function lifeOf(log: SqliteTestLog, round: number, milliseconds: number): Promise<ReadonlySet<string>> {
  const command = ['--conditions=source', '--import', LOADER, WRITER, log.file, `${SEED}/${round}`];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged = new Set<string>();
  const lines = createInterface(child.stdout).on('line', (commandId) => acknowledged.add(commandId));
  const dead = once(lines, 'close');
  await Promise.race([once(lines, 'line'), dead]);
  if (round === 0) expect(() => log.openWriter()).toThrow('in use');
  await wait(milliseconds);
  child.kill('SIGKILL');
  await dead;
  expect(acknowledged.size).toBeGreaterThan(0);
  return acknowledged;
}

/** Remembers the log as it was after the last death, and looks at what has come since. */
class Witness {
  events = 0;
  private position = LOG_START;
  private readonly ends = new Map<StreamName, Pick<StoredEvent, 'revision' | 'hash'>>();

  async check(store: EventStore, acknowledged: ReadonlySet<string>): Promise<void> {
    const written = new Map<string, number>();
    for (let atHead = false; !atHead;) {
      const page = await store.readAll({ from: this.position });
      for (const event of page.events) {
        this.follow(event);
        written.set(event.commandId, leftOf(event, written.get(event.commandId)));
      }
      ({ position: this.position, atHead } = page);
    }
    expect([...acknowledged].filter((commandId) => !written.has(commandId))).toEqual([]);
    expect([...written.values()].filter((left) => left !== 0)).toEqual([]);
  }

  private follow({ stream, revision, prevHash, hash }: StoredEvent): void {
    const end = this.ends.get(stream) ?? { revision: -1n, hash: NO_HASH };
    expect({ revision, prevHash }).toEqual({ revision: end.revision + 1n, prevHash: end.hash });
    this.ends.set(stream, { revision, hash });
    this.events++;
  }
}

/** Events of its command that are still to come after this one. */
function leftOf({ data }: StoredEvent, before?: number): number {
  return (before ?? (data as { readonly of: number }).of) - 1;
}

/** Numbers from 0 to 1 that a seed can bring back (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
