import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import { rowsOf } from './commands/csv-rows.js';
import { boston311 } from './domain/boston-311.js';
import { mapRow, type CsvMapping, type MappedRow } from './domain/mapping.js';
import { nyc311 } from './domain/nyc-311.js';

/** Public files that are not part of the project; where they are missing, this says so and tries nothing. */
const DATA = '../shared/data';

describe('reading the public 311 files', () => {
  it('finds in Boston what plain text search finds', async () => {
    const files = filesOrSay('boston-311-2015/*.csv');
    const { mapped, refused } = await readAll(boston311, files);
    const lines = linesOf(files);
    const having = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;

    expect(refused).toEqual([]);
    expect(mapped.length).toBe(lines.length);
    expect(mapped.filter(isClosed).length).toBe(having(/,(ONTIME|OVERDUE)?,Closed,/));
    expect(mapped.filter((row) => !isClosed(row)).length).toBe(having(/,(ONTIME|OVERDUE),Open,/));
    expect(outcomes(mapped)['transferred'] ?? 0).toBe(
      having(/Closed,"?Case Closed[^,]*?( ROA: | Duplicate of Existing Case| Case Referred to External)/),
    );
    expect(types(mapped)['050106'] ?? 0).toBe(having(/,Environmental Services,Rodent Activity,/));
    expect(types(mapped)['129999']).toBeUndefined();
  });

  it('finds in New York what plain text search finds', async () => {
    const files = filesOrSay('nyc-311-animals-2025.csv');
    const { mapped, refused } = await readAll(nyc311, files);
    const lines = linesOf(files);
    const having = (text: string) => lines.filter((line) => line.includes(text)).length;

    expect(refused).toEqual([]);
    expect(mapped.length).toBe(lines.length);
    expect(mapped.filter(isClosed).length).toBe(having(',Closed,'));
    expect(mapped.filter((row) => !isClosed(row)).length).toBe(having(',In Progress,'));
    expect(types(mapped)).toEqual(lines.length === 0 ? {} : { '050107': lines.length });
  });
});

function filesOrSay(pattern: string): string[] {
  const files = globSync(`${DATA}/${pattern}`);
  if (files.length === 0) {
    process.stderr.write(`No public files at ${DATA}/${pattern}: nothing was tried on them.\n`);
    expect(existsSync(DATA)).toBe(false);
  }
  return files;
}

async function readAll(mapping: CsvMapping, files: readonly string[]) {
  const mapped: MappedRow[] = [];
  const refused: string[] = [];
  for (const file of files) {
    for await (const { line, content } of rowsOf(file, mapping, 'utf-8')) {
      const result = content instanceof Rejection ? content : mapRow(mapping, content);
      if (result instanceof Rejection) refused.push(`${file}:${line} ${result.code}`);
      else mapped.push(result);
    }
  }
  return { mapped, refused };
}

/** None of these files has a line break within a row. */
function linesOf(files: readonly string[]): string[] {
  return files.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).slice(1));
}

function isClosed({ steps }: MappedRow): boolean {
  return steps.at(-1)?.command.type === 'CloseCase';
}

function outcomes(rows: readonly MappedRow[]): Record<string, number> {
  return counted(
    rows.flatMap(({ steps }) =>
      steps.flatMap(({ command }) => (command.type === 'ReportHandled' ? [command.data.outcome] : [])),
    ),
  );
}

function types(rows: readonly MappedRow[]): Record<string, number> {
  return counted(
    rows.flatMap(({ steps }) =>
      steps.flatMap(({ command }) => (command.type === 'ReportCase' ? [command.data.serviceType] : [])),
    ),
  );
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
