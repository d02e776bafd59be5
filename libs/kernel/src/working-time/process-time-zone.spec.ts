import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { datesOf } from './specs/due-dates.js';

const LOADER = new URL('../../../platform/event-store/src/kill/typescript.mjs', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('./specs/due-dates-program.ts', import.meta.url));
const SEED = Number(process.env['GRIDCASE_SEED'] ?? Date.now() % 1_000_000);

async function datesIn(zone: string): Promise<readonly string[]> {
  const command = ['--conditions=source', '--import', LOADER, PROGRAM, String(SEED)];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    env: { ...process.env, TZ: zone },
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout) as readonly string[];
}

describe(`reckoning dates again (GRIDCASE_SEED=${SEED})`, () => {
  const dates = datesOf(SEED, 'forwards');

  it('does not depend on what was asked before', () => {
    expect(datesOf(SEED, 'backwards')).toEqual(dates);
  });

  it.each(['America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe'])(
    'finds the same in a process that lives in %s',
    async (zone) => {
      expect(await datesIn(zone)).toEqual(dates);
    },
  );
});
