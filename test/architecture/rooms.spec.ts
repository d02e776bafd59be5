import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Manifest {
  readonly imports: Readonly<Record<string, { readonly source: string; readonly default: string }>>;
}
interface NestProjects {
  readonly projects: Readonly<Record<string, { readonly root: string; readonly sourceRoot: string }>>;
}
interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean }>
  >;
}

const { imports } = read<Manifest>('package.json');
const { projects } = read<NestProjects>('nest-cli.json');
const rooms = ['libs/kernel', ...foldersIn('libs/platform'), ...foldersIn('libs/features')];
const apps = foldersIn('apps').filter((app) => app !== 'apps/web');

describe('entering a room', () => {
  it.each(rooms)('%s has a door, a name for it in package.json, and a page that explains it', (room) => {
    const door = `./${room}/src/index.ts`;
    expect(existsSync(door)).toBe(true);
    expect(Object.values(imports).map(({ source }) => source)).toContain(door);
    expect(existsSync(`${room}/README.md`)).toBe(true);
  });

  it.each([...rooms, ...apps])('%s is a project that nest generate knows', (root) => {
    expect(Object.values(projects)).toContainEqual(
      expect.objectContaining({ root, sourceRoot: `${root}/src` }),
    );
  });

  it.each(Object.entries(imports))('%s leads to the same place from source and from dist', (_name, doors) => {
    expect(existsSync(doors.source)).toBe(true);
    expect(doors.default).toBe(doors.source.replace('./', './dist/').replace(/\.ts$/, '.js'));
  });
});

describe('standing on the work of others', () => {
  const permissive = new Set([
    'MIT',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Python-2.0',
  ]);

  it('runs on packages whose licence allows it', () => {
    const { packages } = read<Lock>('package-lock.json');
    const shipped = Object.entries(packages).filter(
      ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
    );

    expect(shipped.length).toBeGreaterThan(0);
    expect(shipped.filter(([, { license }]) => !permissive.has(license ?? 'none'))).toEqual([]);
  });
});

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
}
