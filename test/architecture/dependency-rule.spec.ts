import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const house = process.cwd();
const cases = 'libs/features/cases/src';

/** For each rule a file that breaks it, and the import that does. */
const planted: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['no-cycles', `${cases}/domain/head.ts`, './tail.js'],
  ['every-import-resolves', `${cases}/domain/lost.ts`, './nowhere.js'],
  ['every-import-resolves', 'apps/server/src/lost.ts', '#no-such-room'],
  ['declared-packages-only', 'apps/server/src/lucky.ts', 'undeclared'],
  ['declared-packages-only', 'apps/server/src/developing.ts', 'for-development'],
  ['testing-stays-in-tests', `${cases}/commands/tested.ts`, '#kernel/testing'],
  ['testing-stays-in-tests', `${cases}/commands/contracted.ts`, '../domain/case.contract.js'],
  ['kernel-stands-alone', 'libs/kernel/src/leaning.ts', '#http'],
  ['kernel-stands-alone', 'libs/kernel/src/reading.ts', 'node:fs'],
  ['kernel-stands-alone', 'libs/kernel/src/nesting.ts', '@nestjs/common'],
  ['platform-knows-no-feature', 'libs/platform/http/src/knowing.ts', '#cases/messages'],
  ['libraries-know-no-app', 'libs/platform/http/src/calling.ts', '#server'],
  ['domain-is-pure', `${cases}/domain/reading.ts`, 'node:fs'],
  ['domain-is-pure', `${cases}/domain/nesting.ts`, '@nestjs/common'],
  ['domain-is-pure', `${cases}/domain/sealing.ts`, '#privacy'],
  ['domain-is-pure', `${cases}/domain/projecting.ts`, '../projections/case.table.js'],
  ['walk-forward', `${cases}/projections/backwards.ts`, '../http/case.controller.js'],
  ['walk-forward', `${cases}/commands/backwards.ts`, '../http/case.controller.js'],
  ['steps-do-not-cross', `${cases}/commands/crossing.ts`, '../projections/case.table.js'],
  ['steps-do-not-cross', `${cases}/projections/crossing.ts`, '../processes/case.process.js'],
  ['steps-do-not-cross', `${cases}/processes/crossing.ts`, '../commands/case.command-handler.js'],
  ['requests-start-no-process', `${cases}/http/starting.ts`, '../processes/case.process.js'],
  ['features-speak-in-messages', 'libs/features/units/src/commands/asking.ts', '#cases'],
  ['enter-the-kernel-by-the-door', `${cases}/domain/climbing.ts`, '../../../../kernel/src/clock.js'],
  ['enter-platform-by-the-door', 'libs/platform/http/src/climbing.ts', '../../privacy/src/vault.js'],
  [
    'enter-platform-by-the-door',
    `${cases}/commands/climbing.ts`,
    '../../../../platform/privacy/src/vault.js',
  ],
  [
    'enter-platform-by-the-door',
    'apps/server/src/climbing.ts',
    '../../../libs/platform/privacy/src/vault.js',
  ],
  [
    'enter-features-by-the-door',
    'apps/server/src/deeper.ts',
    '../../../libs/features/cases/src/domain/head.js',
  ],
  ['enter-features-by-the-door', 'test/journeys/deeper.ts', '../../libs/features/cases/src/domain/head.js'],
  ['enter-apps-by-the-door', 'test/journeys/climbing.ts', '../../apps/server/src/main.js'],
  ['enter-apps-by-the-door', 'apps/cli/src/climbing.ts', '../../server/src/main.js'],
  ['apps-only-assemble', 'apps/server/src/querying.ts', 'kysely'],
  ['rooms-have-names', 'apps/cli/src/pathfinding.ts', '../../../libs/kernel/src/index.js'],
  ['web-talks-http', 'apps/web/src/calling.ts', '#cases/messages'],
  ['web-talks-http', 'apps/web/src/starting.ts', '#server'],
];

/** What the rules must let pass. */
const innocent: readonly (readonly [file: string, imported: string])[] = [
  [`${cases}/domain/case.decider.ts`, '#kernel'],
  [`${cases}/domain/case.decider.spec.ts`, '#kernel/testing'],
  [`${cases}/domain/tail.ts`, './head.js'],
  [`${cases}/commands/case.command-handler.ts`, '../domain/case.decider.js'],
  [`${cases}/projections/case.table.ts`, '../domain/case.decider.js'],
  [`${cases}/processes/case.process.ts`, '../domain/case.decider.js'],
  [`${cases}/processes/sending.process.ts`, '../commands/case.commands.js'],
  [`${cases}/http/case.controller.ts`, '../commands/case.command-handler.js'],
  [`${cases}/http/cases.controller.ts`, '../projections/case.table.js'],
  [`${cases}/http/case.dto.ts`, '@nestjs/common'],
  [`${cases}/index.ts`, './http/case.controller.js'],
  [`${cases}/messages.ts`, './domain/case.decider.js'],
  ['libs/features/units/src/commands/telling.ts', '#cases/messages'],
  ['libs/features/units/src/commands/sealing.ts', '#privacy'],
  ['libs/platform/http/src/filter.ts', '#kernel'],
  ['libs/platform/privacy/src/vault.ts', 'kysely'],
  ['apps/server/src/main.ts', '#cases'],
  ['apps/server/src/projections.ts', '#cases/projections'],
  ['apps/cli/src/main.ts', '#server'],
  ['test/journeys/story.spec.ts', '#server'],
];

/** Files that exist to be imported. */
const bystanders = [
  'libs/kernel/src/index.ts',
  'libs/kernel/src/clock.ts',
  'libs/kernel/src/testing.ts',
  'libs/platform/http/src/index.ts',
  'libs/platform/privacy/src/index.ts',
  `${cases}/domain/case.contract.ts`,
  `${cases}/commands/case.commands.ts`,
  `${cases}/projections.ts`,
  'libs/features/units/src/index.ts',
  'apps/server/src/index.ts',
];

const imports = {
  '#kernel': './libs/kernel/src/index.ts',
  '#kernel/testing': './libs/kernel/src/testing.ts',
  '#http': './libs/platform/http/src/index.ts',
  '#privacy': './libs/platform/privacy/src/index.ts',
  '#cases': `./${cases}/index.ts`,
  '#cases/messages': `./${cases}/messages.ts`,
  '#cases/projections': `./${cases}/projections.ts`,
  '#server': './apps/server/src/index.ts',
};

describe('keeping the dependency rule', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gridcase-planted-')));
  let found: Findings;

  beforeAll(() => {
    plantIn(folder);
    found = cruise(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds no violation in the house', () => {
    expect(cruise(house).violations).toEqual([]);
  });

  it.each(planted)('reports %s in %s, which imports %s', (rule, file) => {
    expect(found.violations).toContainEqual({ rule, from: file });
  });

  it.each(innocent)('lets %s import %s', (file) => {
    const own = found.violations.filter(({ from, rule }) => from === file && rule !== 'no-cycles');
    expect(own).toEqual([]);
  });

  it('has seen every rule red', () => {
    expect([...new Set(planted.map(([rule]) => rule))].toSorted()).toEqual(found.rules.toSorted());
  });
});

interface Findings {
  readonly rules: readonly string[];
  readonly violations: readonly { readonly rule: string; readonly from: string }[];
}

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** The same tool with the same rules as `npm run boundaries`, standing in another folder. */
function cruise(folder: string): Findings {
  const tool = join(house, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    tool,
    '--config',
    join(house, '.dependency-cruiser.mjs'),
    '--output-type',
    'json',
    'apps',
    'libs',
    'test',
  ];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { summary } = JSON.parse(output) as Report;
  return {
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    violations: summary.violations.map(({ from, rule }) => ({ from, rule: rule.name })),
  };
}

function plantIn(folder: string): void {
  for (const [, file, imported] of planted) write(folder, file, `import '${imported}';`);
  for (const [file, imported] of innocent) write(folder, file, `import '${imported}';`);
  for (const file of bystanders) write(folder, file, 'export {};');
  for (const name of ['@nestjs/common', 'kysely', 'undeclared', 'for-development']) {
    write(
      folder,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(folder, `node_modules/${name}/index.js`, '');
  }
  write(folder, 'tsconfig.json', '{}');
  const dependencies = { '@nestjs/common': '1.0.0', kysely: '1.0.0' };
  const devDependencies = { 'for-development': '1.0.0' };
  write(folder, 'package.json', JSON.stringify({ type: 'module', imports, dependencies, devDependencies }));
}

function write(folder: string, file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}
