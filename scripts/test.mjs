import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready } from './ready.mjs';
import { redis } from './redis.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const chosen = process.argv.slice(2);
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const folder = mkdtempSync(join(tmpdir(), 'gridcase-test-'));
const tally = { passed: 0, failed: 0 };

await ready();
if (chosen.length > 0) {
  if (chosen.some((word) => /services|endurance/.test(word))) redis();
  await specs(...chosen);
} else {
  say('单元、架构与流程测试', 'unit specs, architecture, journeys');
  await specs('--selectProjects', 'unit', 'architecture', 'journeys');
  // These need a machine for themselves: they kill processes and wait for real clocks.
  say('服务与耐久测试（较慢）', 'services and endurance (slower)');
  if (!redis()) tally.failed += 1;
  await specs('--selectProjects', 'services', 'endurance', '--runInBand', '--testTimeout=600000');
}
rmSync(folder, { recursive: true });
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** Runs Jest and adds what it counted; a Jest that ends without a count is one failure. */
async function specs(...args) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const code = await run(...jest, '--passWithNoTests', '--json', '--outputFile', report, ...args);
  const counted = countsIn(report);
  tally.passed += counted.passed;
  tally.failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
}

function countsIn(report) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
