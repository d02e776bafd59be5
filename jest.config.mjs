import { readFileSync } from 'node:fs';

/** The build's own settings, but for the specs, which the build leaves out. */
const { exclude: _, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** Specs that kill processes or wait for a real clock are named so, and run by themselves. */
const endurance = '\\.endurance\\.spec\\.ts$';

/** Jest as native ES modules over the TypeScript sources: package.json `imports` lead there by the `source` condition. */
export default {
  projects: [
    specs('unit', '{apps,libs}/**/*.spec.ts', { testPathIgnorePatterns: [endurance] }),
    specs('architecture', 'test/architecture/**/*.spec.ts'),
    specs('journeys', 'test/journeys/**/*.spec.ts', { testPathIgnorePatterns: [endurance] }),
    specs('services', 'test/services/**/*.spec.ts'),
    specs('endurance', '{apps,libs,test}/**/*.endurance.spec.ts'),
  ],
  maxWorkers: '100%',
  // A slow or busy machine is no failure; Jest heeds this here only, not in a project.
  testTimeout: 120_000,
  workerIdleMemoryLimit: '1GB',
};

function specs(displayName, where, more = {}) {
  return {
    displayName,
    roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
    testMatch: [`<rootDir>/${where}`],
    testEnvironment: 'node',
    testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    ...more,
  };
}
