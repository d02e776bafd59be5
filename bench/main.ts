import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from './case-desk.js';
import { measureBareAppends } from './floors.bench.js';
import { growLog } from './grown-log.js';
import { measureHttp, measureTrivialPost } from './http.bench.js';
import { measureLists } from './list.bench.js';
import { measureRebuild, measureReplay } from './log.bench.js';
import { measureMachine } from './machine.js';
import { measureTransitions } from './transitions.bench.js';

const folder = mkdtempSync(join(process.env.GRIDCASE_BENCH ?? tmpdir(), 'gridcase-bench-'));
console.log(measureMachine(folder), measureBareAppends(folder, 3));
const what = process.argv[2];
if (what === 'list') {
  for (const n of [10_000, +(process.argv[3] ?? 1_000_000)]) {
    const t = performance.now();
    console.log(await measureLists(folder, n));
    console.log('took', performance.now() - t);
  }
  process.exit();
}
if (what === 'http') {
  console.log(await measureTrivialPost(4));
  console.log(await measureHttp(folder, 8));
  process.exit();
}
if (what === 'trans')
  for (const clients of [50, 1]) console.log(await measureTransitions(folder, clients, 5));
if (what === 'log') {
  const desk = await openDesk(folder);
  const t = performance.now();
  await growLog(desk, +(process.argv[3] ?? 200_000));
  console.log('grown', performance.now() - t);
  console.log(await measureReplay(desk));
  console.log(await measureRebuild(desk, folder));
  await desk.close();
}
rmSync(folder, { recursive: true });
