import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CaseListQueries } from '#cases';
import { casesProjection } from '#cases/projections';
import { streamName, type LogPosition, type StoredEvent } from '#event-store';
import { SystemClock } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { GeneratedLog } from './generated-log.js';
import { percentile } from './timing.js';

const READS = 2_000;

export interface ListFigures {
  readonly cases: number;
  /** Milliseconds, by the level of the unit asked for. */
  readonly p50: Readonly<Record<string, number>>;
  readonly p99: Readonly<Record<string, number>>;
  /** Rows of a page on average: a small county has units with less than a page. */
  readonly rows: Readonly<Record<string, number>>;
}

/** A unit of every level. */
export const SCOPES = {
  county: 'county',
  town: 't3',
  committee: 'c3-7',
  branch: 'b3-7-2',
  group: 'g3-7-2-1',
};

/** Pages of 50 by age over so many open cases, at random places, for a unit of every level. */
export async function measureLists(parent: string, cases: number): Promise<ListFigures> {
  const folder = mkdtempSync(join(parent, 'lists-'));
  const vault = new Vault(new InMemoryKeyStore());
  const narrative = await vault.seal('reporter:bench', { summary: '路灯不亮 Street light out' });
  const store = new GeneratedLog(cases, (index, position) => report(index, cases, position, narrative));
  const runner = new ProjectionRunner({
    store,
    folder,
    projections: [casesProjection(vault)],
    clock: new SystemClock(),
  });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const lists = new CaseListQueries(views);
  const figures = {
    cases,
    p50: {} as Record<string, number>,
    p99: {} as Record<string, number>,
    rows: {} as Record<string, number>,
  };
  for (const [level, scope] of Object.entries(SCOPES)) {
    const { times, rows } = await readPages(lists, scope);
    figures.rows[level] = rows;
    figures.p50[level] = percentile(times, 0.5);
    figures.p99[level] = percentile(times, 0.99);
  }
  views.close();
  await runner.stop();
  rmSync(folder, { recursive: true });
  return figures;
}

async function readPages(lists: CaseListQueries, scope: string): Promise<{ times: number[]; rows: number }> {
  const times: number[] = [];
  let rows = 0;
  for (let read = 0; read < READS; read += 1) {
    const reportedAt = START + ((read * 7_919) % READS) * (SPAN / READS);
    const filter = {
      scope,
      stages: OPEN,
      order: 'oldest',
      limit: 50,
      after: { reportedAt, seq: 0 },
    } as const;
    const before = performance.now();
    rows += (await lists.list(filter)).length;
    times.push(performance.now() - before);
  }
  return { times, rows: rows / READS };
}

const OPEN = ['reported', 'accepted', 'handling', 'verifying', 'calling-back'] as const;
export const START = Date.parse('2026-01-01T00:00:00Z');
export const SPAN = 300 * 86_400_000;
const LATEST = 2 * 86_400_000;

/** One report in one of 7 towns × 40 committees × 6 branches × 3 groups: as wide as the pilot county. */
export function report(index: number, cases: number, position: LogPosition, narrative: unknown): StoredEvent {
  const spread = (index * 2_654_435_761) % 5_040;
  const [town, committee, branch, group] = [
    spread % 7,
    Math.floor(spread / 7) % 40,
    Math.floor(spread / 280) % 6,
    Math.floor(spread / 1_680),
  ];
  const path = [
    'county',
    `t${town}`,
    `c${town}-${committee}`,
    `b${town}-${committee}-${branch}`,
    `g${town}-${committee}-${branch}-${group}`,
  ];
  const unit = path[4] as string;
  const id = createHash('md5').update(String(index)).digest('hex');
  const at = new Date(timeOf(index, cases)).toISOString();
  const data = {
    serviceType: '050301',
    urgency: 'ordinary',
    unit,
    path,
    level: 'group',
    channel: 'grid',
    identityProtected: false,
    filedBy: 'worker',
    reporter: 'reporter:bench',
    narrative,
  };
  return {
    id,
    type: 'CaseReported',
    schemaVersion: 1,
    occurredAt: at,
    recordedAt: at,
    actor: { id: 'worker', role: 'grid-worker', unit },
    commandId: id,
    fingerprint: id,
    correlationId: id,
    causationId: id,
    data,
    stream: streamName('case', id),
    revision: 0n,
    position,
    prevHash: '',
    hash: '',
  };
}

/** Reports arrive in the order of their time, but for one in twenty: filed without signal, it comes up to two days late. */
function timeOf(index: number, cases: number): number {
  const late = (index * 2_654_435_761) % 20 === 0 ? ((index * 7_919) % 1_000) * (LATEST / 1_000) : 0;
  return START + index * (SPAN / cases) - late;
}
