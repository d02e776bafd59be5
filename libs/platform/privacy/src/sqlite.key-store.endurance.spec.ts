import { spawn } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Sealed } from '#kernel';
import { SqliteKeyStore } from './sqlite.key-store.js';
import { Vault } from './vault.js';

const ROUNDS = 40;
const LONGEST_LIFE = 80; // milliseconds from the first box on
const LOADER = new URL('../../event-store/src/kill/typescript.mjs', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('./kill/sealing-process.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'gridcase-keys-'));
const file = join(folder, 'keys.db');
const master = randomBytes(32);

afterAll(() => rmSync(folder, { recursive: true }));

interface News {
  readonly box?: Sealed<{ readonly text: string }>;
  /** To be destroyed: done or not, should it be the last that is heard of it. */
  readonly doomed?: string;
  readonly destroyed?: string;
}

/** What a process said that seals, and is killed at any moment. */
async function lifeOf(round: number): Promise<readonly News[]> {
  const command = [
    '--conditions=source',
    '--import',
    LOADER,
    PROGRAM,
    file,
    master.toString('hex'),
    `${round}`,
  ];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: News[] = [];
  const lines = createInterface(child.stdout).on('line', (line) => said.push(JSON.parse(line) as News));
  const dead = once(lines, 'close');
  await Promise.race([once(lines, 'line'), dead]);
  await wait(Math.random() * LONGEST_LIFE);
  child.kill('SIGKILL');
  await dead;
  return said;
}

describe('killing a process that makes and destroys keys', () => {
  it(`opens every box that was handed out, and none whose key was destroyed, after ${ROUNDS} deaths`, async () => {
    const said: News[] = [];
    for (let round = 0; round < ROUNDS; round += 1) said.push(...(await lifeOf(round)));
    const boxes = said.flatMap(({ box }) => box ?? []);
    const doomed = new Set(said.flatMap((news) => news.doomed ?? []));
    const destroyed = said.flatMap((news) => news.destroyed ?? []);
    expect(boxes.length).toBeGreaterThan(ROUNDS);
    expect(destroyed.length).toBeGreaterThan(0);

    const keys = new SqliteKeyStore({ file, masterKey: createSecretKey(master) });
    const opened = await new Vault(keys).openAll(boxes);
    await keys.close();
    const texts = new Map(boxes.map(({ subject }, index) => [subject, opened[index]?.text]));
    expect(destroyed.filter((subject) => texts.get(subject) !== undefined)).toEqual([]);
    const kept = [...texts].filter(([subject]) => !doomed.has(subject));
    expect(kept.filter(([subject, text]) => text !== subject)).toEqual([]);
  });
});
