import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settingsFrom } from '#config';
import { CannotOpen, EventStore } from '#event-store';
import { Directory } from '#identity';
import { ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { OpenUnit } from '#units/messages';
import { openWorkbench } from './index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-workbench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const log = createLogger({ logLevel: 'silent' });
const open = () => openWorkbench(settingsFrom({ GRIDCASE_DATA: folder }), { log });

const openCounty = () => {
  const commandId = randomUUID();
  const name = { en: 'Nanhai', zh: '南海' };
  const meta = {
    commandId,
    fingerprint: commandId,
    by: { kind: 'system' as const, role: 'process' as const },
  };
  return new OpenUnit({ unitId: 'nanhai', level: 'county', name }, meta);
};

describe('working on the data without the service', () => {
  it('gives commands, and leaves read models that know of them', async () => {
    const bench = await open();
    await bench.get(CommandBus).execute(openCounty());
    await bench.caughtUp();
    await bench.caughtUp();
    expect((await bench.get(Directory).units()).unit('nanhai')).toMatchObject({ name: { zh: '南海' } });
    expect(bench.get(ReadStore).position()).toBe(await bench.get(EventStore).head());
    await bench.close();
  });

  it('makes the read models again', async () => {
    const bench = await open();
    await bench.get(CommandBus).execute(openCounty());
    await bench.rebuild();
    expect(bench.get(ReadStore).position()).toBe(await bench.get(EventStore).head());
    await bench.caughtUp();
    await bench.forgetErased();
    await bench.close();
  });

  it('is refused while another one does', async () => {
    const bench = await open();
    await expect(open()).rejects.toThrow(CannotOpen);
    await bench.close();
  });
});
