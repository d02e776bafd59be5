import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CaseOpenDeadlines, DueBoardQueries } from '#cases';
import { casesProjection } from '#cases/projections';
import type { Deadline } from '#cases/messages';
import type { LogPosition, StoredEvent } from '#event-store';
import { SystemClock } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { GeneratedLog } from './generated-log.js';
import { report, SCOPES, SPAN, START } from './list.bench.js';
import { percentile } from './timing.js';

const READS = 2_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface DueFigures {
  /** Milliseconds, by the level of the unit asked for. */
  readonly p50: Readonly<Record<string, number>>;
  readonly p99: Readonly<Record<string, number>>;
  /** Milliseconds for a page of 1,000 alarms, p99. */
  readonly alarms: number;
}

/** Pages of 50 by due date over so many running limits, at random places, for a unit of every level. */
export async function measureDueBoard(parent: string, deadlines: number): Promise<DueFigures> {
  const folder = mkdtempSync(join(parent, 'due-'));
  const vault = new Vault(new InMemoryKeyStore());
  const narrative = await vault.seal('reporter:bench', { summary: '路灯不亮 Street light out' });
  const cases = deadlines / 2;
  const store = new GeneratedLog(cases * 2, (index, position) => {
    const reported = report(Math.floor(index / 2), cases, position, narrative);
    return index % 2 === 0 ? reported : deadlinesOf(reported, Math.floor(index / 2), position);
  });
  const clock = new SystemClock();
  const runner = new ProjectionRunner({ store, folder, projections: [casesProjection(vault)], clock });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const figures = { p50: {} as Record<string, number>, p99: {} as Record<string, number> };
  for (const [level, scope] of Object.entries(SCOPES)) {
    const board = new DueBoardQueries(views);
    const times = await readAt((due) => board.page({ scope, limit: 50, after: { due, seq: 0, name: '' } }));
    figures.p50[level] = percentile(times, 0.5);
    figures.p99[level] = percentile(times, 0.99);
  }
  const armed = new CaseOpenDeadlines(views);
  const alarms = await readAt((from) => armed.page({ from, until: from + 30 * DAY, limit: 1_000 }));
  views.close();
  await runner.stop();
  rmSync(folder, { recursive: true });
  return { ...figures, alarms: percentile(alarms, 0.99) };
}

async function readAt(read: (moment: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < READS; index += 1) {
    const moment = START + ((index * 7_919) % READS) * (SPAN / READS);
    const before = performance.now();
    await read(moment);
    times.push(performance.now() - before);
  }
  return times;
}

/** Each case has to be handled within some days, and either accepted or verified before that. */
function deadlinesOf(reported: StoredEvent, index: number, position: LogPosition): StoredEvent {
  const { unit, path } = reported.data as { unit: string; path: readonly string[] };
  const started = Date.parse(reported.recordedAt);
  const early = index % 3 === 0 ? 'verify' : 'accept';
  const armed = [
    deadline('handle', unit, path, started, started + (3 + (index % 10)) * DAY),
    deadline(early, unit, path, started, started + (1 + (index % 24)) * HOUR),
  ];
  return { ...reported, type: 'DeadlinesSet', data: { armed, ended: [] }, revision: 1n, position };
}

function deadline(
  name: string,
  unit: string,
  path: readonly string[],
  startedAt: number,
  due: number,
): Deadline {
  return {
    name,
    version: 1,
    unit,
    path,
    startedAt: new Date(startedAt).toISOString(),
    limit: { unit: 'working-days', amount: 3 },
    calendar: { id: 'cn', version: 1 },
    due: new Date(due).toISOString(),
    alarm: { rung: 'before', at: new Date(due - HOUR).toISOString() },
  };
}
