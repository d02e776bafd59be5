import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What a file is for; with the technology it speaks to, or the port it stands behind, the only words after the dot. */
const roles = new Set(
  `events commands state decider codec command-handler projection table queries process messages controller dto view
   module contract spec endurance errors filter guard page form`.split(/\s+/),
);
const technologies = new Set(['in-memory', 'sqlite', 'postgres', 'redis', 'bullmq', 'eventstoredb']);
const sayNothing = new Set('util utils helper helpers common shared core manager base impl misc'.split(' '));
const mostLines = 220;

const files = ['apps', 'libs'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => `${root}/${path}`)
    .filter((path) => path.endsWith('.ts')),
);

describe('naming a file', () => {
  it('finds every name in the house good', () => {
    expect(files.flatMap((path) => complaintsAbout(path, files))).toEqual([]);
  });

  it.each([
    ['libs/kernel/src/DateTime.ts', 'is not kebab-case'],
    ['libs/kernel/src/date_time.ts', 'is not kebab-case'],
    ['libs/features/cases/src/domain/case-utils.ts', 'says nothing: utils'],
    ['libs/features/cases/src/common/case.state.ts', 'says nothing: common'],
    ['libs/features/cases/src/domain/case.service.ts', 'has a role that is not on the list: service'],
  ])('objects to %s', (path, complaint) => {
    expect(complaintsAbout(path, [path])).toEqual([`${path} ${complaint}`]);
  });

  it.each([
    'libs/kernel/src/unit-tree.ts',
    'libs/features/cases/src/domain/case.decider.ts',
    'libs/features/cases/src/domain/case.decider.spec.ts',
    'libs/platform/event-store/src/sqlite.event-store.ts',
    'libs/platform/event-store/src/sqlite.event-store.endurance.spec.ts',
  ])('accepts %s', (path) => {
    expect(complaintsAbout(path, [path])).toEqual([]);
  });
});

describe('keeping files small', () => {
  it(`finds no file of more than ${mostLines} lines`, () => {
    const long = files.map((path) => [path, linesOf(readFileSync(path, 'utf8'))] as const);
    expect(long.filter(([, lines]) => lines > mostLines)).toEqual([]);
  });

  it('counts lines as an editor does', () => {
    expect(linesOf('one\ntwo\n')).toBe(2);
    expect(linesOf('one\n'.repeat(mostLines + 1))).toBe(mostLines + 1);
  });
});

function complaintsAbout(path: string, all: readonly string[]): readonly string[] {
  const folders = dirname(path).split('/');
  const [subject = '', ...words] = basename(path, '.ts').split('.');
  const complaints: string[] = [];
  for (const part of [...folders, subject, ...words]) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) complaints.push('is not kebab-case');
    for (const word of part.split('-')) if (sayNothing.has(word)) complaints.push(`says nothing: ${word}`);
  }
  const role = words.at(-1);
  const isAdapter = technologies.has(subject) || all.includes(`${folders.join('/')}/${role}.ts`);
  if (role !== undefined && !roles.has(role) && !isAdapter)
    complaints.push(`has a role that is not on the list: ${role}`);
  return complaints.map((complaint) => `${path} ${complaint}`);
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
