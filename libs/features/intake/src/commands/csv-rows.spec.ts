import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import type { CsvMapping } from '../domain/mapping.js';
import { rowsOf } from './csv-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'gridcase-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mapping: CsvMapping = {
  format: 'csv',
  name: 'made-up',
  title: { en: 'Made up', zh: '虚构' },
  columns: ['a', 'b'],
  read: () => ({ externalRef: '', units: [], steps: [] }),
};

describe('reading the rows of a file', () => {
  it('names the columns as the header does, and the line where each row begins', async () => {
    expect(await read('a,b\n1,2\n"3\n4",5\n6,7\n')).toEqual([
      [2, { a: '1', b: '2' }],
      [3, { a: '3\n4', b: '5' }],
      [5, { a: '6', b: '7' }],
    ]);
  });

  it('takes a mark at the start, Windows line ends, blank lines and a missing last line end as they come', async () => {
    expect(await read('\uFEFFb , a\r\n1,2\r\n\r\n3,4')).toEqual([
      [2, { a: '2', b: '1' }],
      [4, { a: '4', b: '3' }],
    ]);
  });

  it('keeps a quote in the middle of a text', async () => {
    expect(await read('a,b\n5" pipe,2\n')).toEqual([[2, { a: '5" pipe', b: '2' }]]);
  });

  it('refuses a row with more or fewer columns, and reads on', async () => {
    expect(await read('a,b\n1\n1,2,3\n4,5\n')).toEqual([
      [2, 'wrong-column-count'],
      [3, 'wrong-column-count'],
      [4, { a: '4', b: '5' }],
    ]);
  });

  it('reads nothing under a header that lacks a column', async () => {
    expect(await read('a,c\n1,2\n')).toEqual([[1, 'columns-missing']]);
  });

  it('says that a file is empty', async () => {
    expect(await read('')).toEqual([[1, 'file-empty']]);
  });

  it('says where a quote was never closed, however long the rest', async () => {
    expect(await read(`a,b\n1,2\n3,"4\n${'x,y\n'.repeat(100_000)}`)).toEqual([
      [2, { a: '1', b: '2' }],
      [3, 'broken-csv'],
    ]);
  });
});

async function read(text: string): Promise<unknown[]> {
  const file = join(folder, 'some.csv');
  writeFileSync(file, text);
  const rows: unknown[] = [];
  for await (const { line, content } of rowsOf(file, mapping, 'utf-8')) {
    rows.push([line, content instanceof Rejection ? content.code : Object.fromEntries(content)]);
  }
  return rows;
}
