import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import { tracesOf } from './xes-traces.js';

const folder = mkdtempSync(join(tmpdir(), 'gridcase-xes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0">\n';
const ONE = trace('one', [{ 'concept:name': 'a &amp; b' }, {}]);
const TWO = trace('two', []);

describe('reading the cases of an event log', () => {
  it('gives each with its attributes and events, and the line where it begins', async () => {
    expect(await read(`${HEAD}${ONE}${TWO}</log>`)).toEqual([
      [3, { attributes: { 'concept:name': 'one' }, events: [{ 'concept:name': 'a & b' }, {}] }],
      [8, { attributes: { 'concept:name': 'two' }, events: [] }],
    ]);
  });

  it('reads a packed one', async () => {
    expect(await read(gzipSync(`${HEAD}${ONE}${TWO}</log>`), 'log.xes.gz')).toHaveLength(2);
  });

  it('leaves out what describes the log or an attribute', async () => {
    const head = '<global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>';
    const nested = '<trace><string key="a" value="1"><string key="b" value="2"/></string></trace>';

    expect(await read(`${HEAD}${head}${nested}</log>`)).toEqual([
      [3, { attributes: { a: '1' }, events: [] }],
    ]);
  });

  it('reads a log of many cases in pieces', async () => {
    expect(await read(`${HEAD}${ONE.repeat(5000)}</log>`)).toHaveLength(5000);
  });

  it('says where the XML breaks, after the cases before it', async () => {
    expect((await read(`${HEAD}${ONE}<trace></wrong>`)).map(whatOf)).toEqual(['case', 'broken-xes']);
    expect((await read(`${HEAD}${ONE}${TWO}`)).map(whatOf)).toEqual(['case', 'broken-xes']);
  });

  it.each([
    ['another document', '<html></html>'],
    ['no document', ''],
    [
      'entities of its own',
      `<!DOCTYPE log [<!ENTITY x "y">]><log><trace><string key="a" value="&x;"/></trace></log>`,
    ],
    ['a case without end', `${HEAD}<trace>${'<string key="a" value="b"/>'.repeat(200_000)}</trace></log>`],
  ])('refuses %s', async (_, text) => {
    expect((await read(text)).map(whatOf)).toEqual(['broken-xes']);
  });

  it('refuses a packing that is none, or was cut off', async () => {
    const packed = gzipSync(`${HEAD}${ONE.repeat(5000)}</log>`);

    expect((await read(HEAD, 'log.xes.gz')).map(whatOf)).toEqual(['broken-xes']);
    expect((await read(packed.subarray(0, packed.length - 40), 'log.xes.gz')).map(whatOf).at(-1)).toBe(
      'broken-xes',
    );
  });

  it('fails where the file cannot be read at all', async () => {
    await expect(tracesOf(join(folder, 'nowhere.xes'), 'utf-8').next()).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(tracesOf(join(folder, 'nowhere.xes.gz'), 'utf-8').next()).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

function trace(name: string, events: readonly Readonly<Record<string, string>>[]): string {
  const attributes = (row: Readonly<Record<string, string>>) =>
    Object.entries(row).map(([key, value]) => `<string key="${key}" value="${value}"/>`);
  const lines = events.map((event) => `<event>${attributes(event).join('')}</event>`);
  return ['<trace>', ...attributes({ 'concept:name': name }), ...lines, '</trace>', ''].join('\n');
}

async function read(content: string | Buffer, name = 'log.xes'): Promise<unknown[]> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const rows: unknown[] = [];
  for await (const { line, content: found } of tracesOf(file, 'utf-8')) {
    if (found instanceof Rejection) rows.push([line, found.code]);
    else {
      const { attributes, events } = found;
      const plain = {
        attributes: Object.fromEntries(attributes),
        events: events.map((event) => Object.fromEntries(event)),
      };
      rows.push([line, plain]);
    }
  }
  return rows;
}

function whatOf(row: unknown): unknown {
  const [, what] = row as [number, unknown];
  return typeof what === 'string' ? what : 'case';
}
