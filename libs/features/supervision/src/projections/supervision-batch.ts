import { CompiledQuery, type Kysely } from 'kysely';
import type { CaseNumber } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import { deleteRows, upsertRows } from '#read-store';
import type { CaseKnown } from '../notices/desks.js';
import { noticeOf } from '../notices/notice-of.js';
import { addCounts, BOARD_KEY, boardChanges } from './board/board.table.js';
import { numbersFor } from './case-standing/case-numbers.js';
import { foldStanding, openStanding } from './case-standing/case-standing-fold.js';
import type { CaseStanding } from './case-standing/case-standing.js';
import {
  caseStandingOf,
  caseStandingRow,
  type CaseStandingRow,
} from './case-standing/case-standing.table.js';
import { foldChannel } from './channels/channels-fold.js';
import { NOTICE_KEY, noticeRows, type NoticeRow } from './notices/notices.table.js';
import type { SupervisionTables } from './tables.js';

/** One batch of the runner: standings are read once, folded in memory, and written once. */
export class SupervisionBatch {
  private readonly before = new Map<string, CaseStanding>();
  private readonly standings = new Map<string, CaseStanding>();
  private readonly notices: NoticeRow[] = [];

  constructor(private readonly db: Kysely<SupervisionTables>) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const ofCases = events.filter(isOfCase);
    const reports = ofCases.filter(({ type }) => type === 'CaseReported');
    await this.read(ofCases, reports);
    const numbers = await numbersFor(reports, this.db);
    const numbered = new Map(reports.map((stored, index) => [caseIdOf(stored), numbers[index]]));
    for (const stored of events) {
      if (!isOfCase(stored)) await foldChannel(stored, this.db);
      else if (stored.type === 'CaseReported') this.open(stored, numbered.get(caseIdOf(stored)));
      else this.foldOne(stored);
    }
  }

  async write(): Promise<void> {
    const changes = [...this.standings].map(([id, after]) => ({ before: this.before.get(id), after }));
    const moved = changes.filter(({ before, after }) => before !== after);
    await upsertRows(
      this.db,
      'supervision_case',
      'seq',
      moved.map(({ after }) => caseStandingRow(after)),
    );
    const { gone, come, counts } = boardChanges(moved);
    await deleteRows(this.db, 'supervision_board', gone);
    await upsertRows(this.db, 'supervision_board', BOARD_KEY, come);
    await addCounts(this.db, counts);
    await upsertRows(this.db, 'notice', NOTICE_KEY, this.notices);
  }

  private open(stored: StoredEvent, naming: CaseNumber | undefined): void {
    if (!naming) throw new Error(`${stored.stream} has no number`);
    const caseId = caseIdOf(stored);
    this.standings.set(caseId, openStanding(stored, { caseId, ...naming }));
  }

  private foldOne(stored: StoredEvent): void {
    const before = this.standings.get(caseIdOf(stored));
    if (!before) return;
    const after = foldStanding(before, stored);
    this.standings.set(after.caseId, after);
    const told = noticeOf(stored, { before: knownOf(before), after: knownOf(after) });
    if (told) this.notices.push(...noticeRows(told, stored.position));
  }

  private async read(events: readonly StoredEvent[], reports: readonly StoredEvent[]): Promise<void> {
    const ids = new Set(events.map(caseIdOf));
    for (const stored of reports) ids.delete(caseIdOf(stored));
    if (ids.size === 0) return;
    const query = CompiledQuery.raw(STANDINGS, [JSON.stringify([...ids])]);
    const { rows } = await this.db.executeQuery<CaseStandingRow>(query);
    for (const row of rows) {
      const standing = caseStandingOf(row);
      this.before.set(standing.caseId, standing);
      this.standings.set(standing.caseId, standing);
    }
  }
}

const STANDINGS = 'select standing from supervision_case where case_id in (select value from json_each(?))';

function knownOf(standing: CaseStanding): CaseKnown {
  const { raised } = standing;
  return {
    ...standing,
    level: raised?.level ?? 0,
    ...(raised?.raisedBy !== undefined && { raisedBy: raised.raisedBy }),
  };
}

function isOfCase({ stream }: StoredEvent): boolean {
  return stream.startsWith('case-');
}

function caseIdOf({ stream }: StoredEvent): string {
  return stream.slice('case-'.length);
}
