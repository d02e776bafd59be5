import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settingsFrom, type Settings } from '#config';
import { CannotOpen } from '#event-store';
import { createLogger } from '#telemetry';
import { startServer } from './index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-server-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const log = createLogger({ logLevel: 'silent' });
const settings = (more: Record<string, string> = {}): Settings =>
  settingsFrom({ GRIDCASE_DATA: join(folder, 'data'), GRIDCASE_PORT: '0', GRIDCASE_DEMO: 'no', ...more });

describe('starting the embedded service', () => {
  it('answers where it says, and says what it needs said', async () => {
    const told: string[] = [];
    const server = await startServer(settings(), { log, tell: ({ en }) => told.push(en) });
    const [live, ready] = await Promise.all([
      fetch(`${server.url}/health/live`),
      fetch(`${server.url}/health/ready`),
    ]);
    expect(await live.json()).toEqual({ status: 'live' });
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', readModels: { lag: { events: 0, seconds: 0 } }, processes: { merge: {} } },
    ]);
    expect(told[0]).toContain('Back it up');
    expect(told.join(' ')).toContain(server.url);
    await server.stop();
  });

  it('fills an empty folder with the demo county, whose people can sign in as it says', async () => {
    const told: string[] = [];
    const server = await startServer(settings({ GRIDCASE_DEMO: 'auto' }), {
      log,
      tell: ({ en }) => told.push(en),
    });
    expect(told.join('\n')).toMatch(/seeding.*branch secretary.*curl -s .*\/api\/sessions/s);
    const answer = await fetch(`${server.url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: /-d '(.*)'/.exec(told.join('\n'))?.[1] ?? '',
    });
    expect(answer.status).toBe(200);
    await server.stop();
  });

  it('keeps its data to itself', async () => {
    const server = await startServer(settings(), { log });
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
    await server.stop();
  });

  it('starts again on the same folder, and asks for no backup of a key that was there', async () => {
    const told: string[] = [];
    await (await startServer(settings(), { log })).stop();
    await (await startServer(settings(), { log, tell: ({ en }) => told.push(en) })).stop();
    expect(told.join(' ')).not.toContain('Back it up');
  });

  it('is refused while another one has the folder, and leaves that one alone', async () => {
    const server = await startServer(settings(), { log });
    await expect(startServer(settings(), { log })).rejects.toThrow(CannotOpen);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await server.stop();
  });

  it('lets go of everything when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(startServer(settings({ GRIDCASE_PORT: String(port) }), { log })).rejects.toThrow(
      'EADDRINUSE',
    );
    taken.close();
    const server = await startServer(settings(), { log });
    await server.stop();
    expect(readdirSync(join(folder, 'data'))).toContain('log.db');
  });
});
