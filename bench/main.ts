import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from './case-desk.js';
import { deadlineSections } from './deadline-sections.js';
import { measureBareAppends } from './floors.bench.js';
import { growLog } from './grown-log.js';
import { measureHttp, measureTrivialPost } from './http.bench.js';
import { measureImport } from './import.bench.js';
import { measureLists } from './list.bench.js';
import { measureRebuild, measureReplay } from './log.bench.js';
import { measureMachine } from './machine.js';
import { measureStarts } from './start.bench.js';
import { tableOf, type Figure, type Section } from './table.js';
import { measureTransitions } from './transitions.bench.js';

const SECONDS = 8;
const EVENTS = 1_000_000;
const CASES = 1_000_000;
const FEW_CASES = 10_000;

const sections: Readonly<Record<string, Section>> = {
  async transitions(folder) {
    const floor = { name: 'bare better-sqlite3, 50 a commit', value: measureBareAppends(folder, 3) };
    const [many, one] = [
      await measureTransitions(folder, 50, SECONDS),
      await measureTransitions(folder, 1, SECONDS),
    ];
    return [
      { name: 'case transitions, 50 clients', value: many.perSecond, unit: '/s', reach: '≥ 15,000', floor },
      { name: '  p99', value: many.p99, unit: 'ms' },
      { name: 'case transitions, 1 client', value: one.perSecond, unit: '/s', reach: '≥ 2,500', floor },
    ];
  },
  async http(folder) {
    const floor = { name: 'trivial validated POST', value: await measureTrivialPost(SECONDS / 2) };
    const http = await measureHttp(folder, SECONDS);
    return [
      { name: 'the same over HTTP, 50 clients', value: http.perSecond, unit: '/s', reach: '≥ 4,000', floor },
      { name: '  p99', value: http.p99, unit: 'ms', reach: '< 50 ms' },
      { name: '  refused', value: http.refused, unit: 'requests', reach: '0' },
      { name: '  projection lag, p99', value: http.lagP99, unit: 's', reach: '< 1 s' },
    ];
  },
  async log(folder) {
    const desk = await openDesk(folder);
    await growLog(desk, EVENTS);
    const replay = await measureReplay(desk);
    const rebuild = await measureRebuild(desk, folder);
    await desk.close();
    const { first, again } = await measureStarts(desk);
    const floor = { name: 'one table, one upsert per case and page', value: rebuild.floor };
    return [
      {
        name: 'replay of 1,000,000 events, decode only',
        value: replay,
        unit: 'events/s',
        reach: '≥ 150,000',
      },
      {
        name: 'rebuild of all read models',
        value: rebuild.perSecond,
        unit: 'events/s',
        reach: '≥ 60,000',
        floor,
      },
      {
        name: 'start to ready with 1,000,000 events',
        value: again.milliseconds,
        unit: 'ms',
        reach: '≤ 2,000 ms',
      },
      { name: '  memory then', value: again.memory, unit: 'MiB', reach: '≤ 300 MiB' },
      { name: '  where no process had ever run', value: first.milliseconds, unit: 'ms' },
      { name: '    memory then', value: first.memory, unit: 'MiB' },
    ];
  },
  async import(folder) {
    const value = await measureImport(folder, 6_000);
    return [{ name: 'import of a 311 file, whole cases', value, unit: 'cases/s', reach: '≥ 800' }];
  },
  async lists(folder) {
    const few = await measureLists(folder, FEW_CASES);
    const many = await measureLists(folder, CASES);
    return Object.keys(many.p99).flatMap((level): Figure[] => [
      {
        name: `50 by age of 1,000,000 cases, a ${level}, p99`,
        value: many.p99[level] ?? Number.NaN,
        unit: 'ms',
        reach: '≤ 1 ms',
        // Where 10,000 cases do not fill a page, there is nothing to compare it with.
        ...((few.rows[level] ?? 0) > 45 && {
          floor: {
            name: 'p50 here / of 10,000, reach ≤ 1.5',
            value: (many.p50[level] ?? 0) / (few.p50[level] ?? 1),
          },
        }),
      },
    ]);
  },
  ...deadlineSections,
};

/** Sections that are asked for by one name. */
const groups: Readonly<Record<string, readonly string[]>> = { deadlines: Object.keys(deadlineSections) };

const asked = process.argv.slice(2).flatMap((name) => groups[name] ?? [name]);
const folder = mkdtempSync(join(process.env.GRIDCASE_BENCH ?? tmpdir(), 'gridcase-bench-'));
const machine = measureMachine(folder);
console.log(machine);
const figures: Figure[] = [];
for (const [name, section] of Object.entries(sections)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`… ${name}`);
  figures.push(...(await section(folder)));
}
rmSync(folder, { recursive: true });
console.log(tableOf(figures));
mkdirSync('bench/results', { recursive: true });
const file = `bench/results/${new Date().toISOString().replaceAll(':', '-')}.json`;
writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`→ ${file}`);
