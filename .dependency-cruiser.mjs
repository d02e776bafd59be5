/**
 * The dependency rule: apps → features → platform → kernel, and inside a feature
 * http → commands, projections → domain; processes → domain. Each rule here is seen red by
 * test/architecture/dependency-rule.spec.ts.
 */
const spec = '\\.(spec|contract)\\.ts$|/testing\\.ts$|/(contract|specs|kill)/';
const feature = '^libs/features/([^/]+)/src';
const doors = {
  kernel: '^libs/kernel/src/(index|testing)\\.ts$',
  platform: '^libs/platform/[^/]+/src/(index|testing)\\.ts$',
  feature: '^libs/features/[^/]+/src/(index|messages|projections)\\.ts$',
  app: '^apps/[^/]+/src/index\\.ts$',
};

const forbidden = [
  rule('no-cycles', 'What depends on itself has no first line to read.', {}, { circular: true }),

  rule('every-import-resolves', 'The file or package is not there.', {}, { couldNotResolve: true }),

  rule(
    'declared-packages-only',
    'A package that package.json does not name is there by luck; a development package is not there in production.',
    { path: '^(apps|libs)/', pathNot: spec },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),

  rule(
    'testing-stays-in-tests',
    'The build leaves specs, contract suites and testing doors out.',
    { path: '^(apps|libs)/', pathNot: spec },
    { path: [spec, '^test/'] },
  ),

  rule(
    'kernel-stands-alone',
    'The kernel imports nothing.',
    { path: '^libs/kernel/', pathNot: spec },
    { pathNot: '^libs/kernel/' },
  ),

  rule(
    'platform-knows-no-feature',
    'platform → kernel.',
    { path: '^libs/(kernel|platform)/' },
    { path: '^libs/features/' },
  ),

  rule('libraries-know-no-app', 'apps → libs, never back.', { path: '^libs/' }, { path: '^apps/' }),

  rule(
    'domain-is-pure',
    'No Nest, no node:*, no other folder: the domain imports the kernel and itself.',
    { path: `${feature}/domain/`, pathNot: spec },
    { pathNot: ['^libs/kernel/', '^libs/features/$1/src/domain/'] },
  ),

  rule(
    'walk-forward',
    'http → commands, projections → domain. Nothing walks back.',
    { path: `${feature}/(domain|commands|projections|processes)/` },
    { path: '^libs/features/$1/src/http/' },
  ),

  rule(
    'steps-do-not-cross',
    'Commands, projections and processes meet in events only; but a process may send a command, by its message.',
    { path: `${feature}/(commands|projections|processes)/` },
    {
      path: '^libs/features/$1/src/(commands|projections|processes)/',
      pathNot: ['^libs/features/$1/src/$2/', '\\.commands\\.ts$'],
    },
  ),

  rule(
    'requests-start-no-process',
    'Processes turn events into commands; http does not call them.',
    { path: `${feature}/http/` },
    { path: '^libs/features/$1/src/processes/' },
  ),

  rule(
    'features-speak-in-messages',
    'A feature sees of another only its messages: events, commands, ids.',
    { path: '^libs/features/([^/]+)/' },
    { path: '^libs/features/', pathNot: ['^libs/features/$1/', '^libs/features/[^/]+/src/messages\\.ts$'] },
  ),

  rule(
    'enter-the-kernel-by-the-door',
    '#kernel or #kernel/testing.',
    { pathNot: '^libs/kernel/' },
    { path: '^libs/kernel/', pathNot: doors.kernel },
  ),

  rule(
    'enter-platform-by-the-door',
    'Whoever is outside sees of a room its src/index.ts.',
    { path: '^(libs/platform/[^/]+/|libs/features/|apps/|test/|bench/)' },
    { path: '^libs/platform/', pathNot: ['^$1', doors.platform] },
  ),

  rule(
    'enter-features-by-the-door',
    'Apps and journeys see of a feature its door and its messages.',
    { path: '^(apps|test|bench)/' },
    { path: '^libs/features/', pathNot: doors.feature },
  ),

  rule(
    'enter-apps-by-the-door',
    'An app is seen by its src/index.ts.',
    { path: '^(apps/[^/]+/|test/|bench/)' },
    { path: '^apps/', pathNot: ['^$1', doors.app] },
  ),

  rule(
    'apps-only-assemble',
    'An app puts rooms together; what speaks to a disk, a database or a cipher is a room of the platform.',
    { path: '^apps/', pathNot: spec },
    { path: 'node_modules/(better-sqlite3|kysely|@node-rs/argon2|class-validator|ajv)/' },
  ),

  rule(
    'rooms-have-names',
    'Another room is imported by its name (#cases), not by a path.',
    { path: '^((?:apps|libs/platform|libs/features)/[^/]+|test|bench)/' },
    { path: '^(apps|libs)/', pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import'] },
  ),

  rule(
    'web-talks-http',
    'The web knows the server by its API alone, and the server does not know the web.',
    { path: '^apps/web/' },
    { path: ['^libs/', '^apps/(?!web/)'] },
  ),
];

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};

function rule(name, comment, from, to) {
  return { name, severity: 'error', comment, from, to };
}
