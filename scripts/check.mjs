import { spawnSync } from 'node:child_process';
import { npm } from './install.mjs';
import { root } from './node-brought-along.mjs';
import { ready } from './ready.mjs';

/** The scripts of package.json that make up the check, each with the name a reader sees. */
const steps = [
  ['format:check', '格式 · format'],
  ['lint', '代码规范 · lint'],
  ['types', '类型 · types'],
  ['boundaries', '依赖边界 · boundaries'],
  ['dead-code', '无用代码 · dead code'],
  ['test:unit', '单元与架构测试 · unit and architecture specs'],
  ['test:journeys', '流程测试 · journeys'],
  ['facts:check', '生成的资料是否最新 · generated facts up to date'],
];

await ready();
const results = steps.map(([script, name]) => {
  console.log(`\n▶ ${name}`);
  const started = Date.now();
  const [command, ...args] = [...npm(), 'run', '--silent', script];
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return { name, passed: status === 0, seconds: ((Date.now() - started) / 1000).toFixed(1) };
});

console.log('');
for (const { name, passed, seconds } of results) console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
