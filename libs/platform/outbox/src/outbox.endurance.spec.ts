import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { openOutbox } from './open-outbox.js';
import { receiver } from './specs/receiver.js';
import { atTheEnd, temporaryFile } from './specs/rooms.js';

const ROUNDS = 25;
const LONGEST_LIFE = 120; // milliseconds from the start of its work on
const LOADER = new URL('../../event-store/src/kill/typescript.mjs', import.meta.url).href;
const SENDER = fileURLToPath(new URL('./kill/sending-process.ts', import.meta.url));

interface Message {
  readonly id: string;
  readonly events: readonly string[];
}

function live(file: string, url: string, round: number): ChildProcess {
  const command = ['--conditions=source', '--import', LOADER, SENDER, file, url, String(round)];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function said(child: ChildProcess, word: string): Promise<void> {
  if (!child.stdout) throw new Error('it has no voice');
  const lines = createInterface(child.stdout);
  for await (const line of lines) if (line === word) return;
}

describe('killing a process that sends', () => {
  it(`says each thing once under one id, though it was killed ${ROUNDS} times at any moment`, async () => {
    const file = temporaryFile('outbox.db');
    let answers = 0;
    // Every third answer comes after it was received, and says no.
    const { url, received } = await receiver((response) => {
      answers += 1;
      response.writeHead(answers % 3 === 0 ? 500 : 200).end();
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = live(file, url, round);
      await said(child, 'put');
      await wait(Math.random() * LONGEST_LIFE);
      child.kill('SIGKILL');
      await once(child, 'close').catch(() => undefined);
    }
    const last = live(file, url, ROUNDS);
    await said(last, 'done');
    last.kill('SIGKILL');
    const { outbox } = openOutbox({ file });
    atTheEnd(() => outbox.close());
    const deliveries = outbox.deliveries({ recipients: ['r0', 'r1', 'r2'], limit: 10_000 });
    expect(deliveries).toHaveLength((ROUNDS + 1) * 40);
    const messages = received.map(({ body }) => JSON.parse(body) as Message);
    const parcelOf = new Map<string, Set<string>>();
    for (const { id, events } of messages)
      for (const event of events) parcelOf.set(event, (parcelOf.get(event) ?? new Set()).add(id));
    expect([...parcelOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect([...parcelOf.keys()].sort()).toEqual(deliveries.map(({ event }) => event).sort());
  });
});
