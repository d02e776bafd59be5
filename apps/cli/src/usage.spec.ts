import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { Console } from './specs/console.js';
import { gridcase } from './program.js';
import { tooOld } from './node-version.js';

const desk = new Console();
afterAll(() => desk.remove());

describe('asking for help', () => {
  it('is answered for every command, in Chinese and English', async () => {
    for (const path of pathsOf(program())) {
      const { code, out } = await desk.run([...path, '--help']);
      expect([path, code]).toEqual([path, 0]);
      expect(out).toMatch(/用法 · Usage: gridcase/);
      expect(out).toMatch(/[\u4e00-\u9fff].* · \w/);
    }
  });

  it('names every exit code', async () => {
    const { out } = await desk.run(['--help']);

    for (const code of [0, 1, 2, 3, 4, 5, 130]) expect(out).toMatch(new RegExp(`^ +${code} `, 'm'));
  });
});

describe('getting it wrong', () => {
  it.each([
    [['dance']],
    [['import', 'file.csv']],
    [['import', 'file.csv', '--mapping', 'atlantis']],
    [['import', 'package.json', '--mapping', 'boston-311', '--encoding', 'klingon']],
    [['history']],
    [['verify', '--loud']],
    [['units', 'list', '--level', 'galaxy']],
    [['users', 'add', 'somebody', '--unit', 'u', '--position', 'emperor@u']],
    [['start', '--port', 'harbour']],
    [[]],
  ])('ends with 2 and a word on it: %j', async (argv) => {
    const { code, err } = await desk.run(argv);

    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it.each([
    [['verify']],
    [['history', '2026-000001']],
    [['rebuild']],
    [['backup', '/nowhere/at/all']],
    [['units', 'list']],
  ])('ends with 5 where there is no log yet: %j', async (argv) => {
    const { code, err } = await desk.run(argv);

    expect(code).toBe(5);
    expect(err).toMatch(/[\u4e00-\u9fff].* · .*\w/);
  });

  it('ends with 5 for a file that is not there, and makes nothing', async () => {
    expect(await desk.run(['import', '/nowhere.csv', '--mapping', 'boston-311'])).toMatchObject({ code: 5 });
    expect(existsSync(desk.data)).toBe(false);
  });
});

describe('starting with an old Node', () => {
  it.each(['v20.20.2', 'v22.11.0', 'v4.0.0'])('is refused in one sentence: %s', (version) => {
    expect(tooOld(version)).toMatch(/Node 22\.12/);
  });

  it.each(['v22.12.0', 'v24.21.0', 'v100.0.0'])('is no matter with %s', (version) => {
    expect(tooOld(version)).toBeUndefined();
  });
});

function program(): Command {
  return gridcase({
    environment: {},
    out: () => undefined,
    err: () => undefined,
    ask: () => Promise.resolve(''),
    signal: new AbortController().signal,
  });
}

function pathsOf(command: Command, path: readonly string[] = []): (readonly string[])[] {
  return [path, ...command.commands.flatMap((child) => pathsOf(child, [...path, child.name()]))];
}
