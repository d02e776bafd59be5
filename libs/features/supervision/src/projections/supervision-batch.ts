import { CompiledQuery, type Kysely } from 'kysely';
import type { CaseNumber } from '#cases/messages';
import type { StoredEvent, StreamName } from '#event-store';
import { deleteRows, upsertRows } from '#read-store';
import { noticeOf } from '../notices/notice-of.js';
import { addCounts, BOARD_KEY, boardChanges, type StandingChange } from './board/board.table.js';
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
  private readonly changes: StandingChange[] = [];
  private readonly notices: NoticeRow[] = [];

  constructor(private readonly db: Kysely<SupervisionTables>) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const ofCases = events.filter(isOfCase);
    const reports = ofCases.filter(({ type }) => type === 'CaseReported');
    const namings = await numbersFor(reports, this.db);
    const histories = Map.groupBy(ofCases, ({ stream }) => stream);
    const known = await this.read([...histories.keys()].filter((stream) => !namings.has(stream)));
    for (const [stream, history] of histories)
      this.foldCase(history, known.get(caseIdOf(stream)), namings.get(stream));
    for (const stored of events) if (!isOfCase(stored)) await foldChannel(stored, this.db);
  }

  async write(): Promise<void> {
    await upsertRows(
      this.db,
      'supervision_case',
      'seq',
      this.changes.map(({ after }) => caseStandingRow(after)),
    );
    const { gone, come, counts } = boardChanges(this.changes);
    await deleteRows(this.db, 'supervision_board', gone);
    await upsertRows(this.db, 'supervision_board', BOARD_KEY, come);
    await addCounts(this.db, counts);
    await upsertRows(this.db, 'notice', NOTICE_KEY, this.notices);
  }

  private foldCase(
    history: readonly StoredEvent[],
    before: CaseStanding | undefined,
    naming: CaseNumber | undefined,
  ): void {
    let after = before;
    for (const stored of history) {
      if (naming && stored.type === 'CaseReported')
        after = openStanding(stored, { caseId: caseIdOf(stored.stream), ...naming });
      else if (after) after = this.foldOne(after, stored);
    }
    if (after && after !== before) this.changes.push({ before, after });
  }

  private foldOne(before: CaseStanding, stored: StoredEvent): CaseStanding {
    const after = foldStanding(before, stored);
    const told = noticeOf(stored, { before, after });
    if (told) this.notices.push(...noticeRows(told, stored.position));
    return after;
  }

  /** Standings by the id of the case. */
  private async read(streams: readonly StreamName[]): Promise<ReadonlyMap<string, CaseStanding>> {
    if (streams.length === 0) return new Map();
    const query = CompiledQuery.raw(STANDINGS, [JSON.stringify(streams.map(caseIdOf))]);
    const { rows } = await this.db.executeQuery<CaseStandingRow>(query);
    return new Map(rows.map(caseStandingOf).map((standing) => [standing.caseId, standing]));
  }
}

const STANDINGS = 'select standing from supervision_case where case_id in (select value from json_each(?))';

function isOfCase({ stream }: StoredEvent): boolean {
  return stream.startsWith('case-');
}

function caseIdOf(stream: StreamName): string {
  return stream.slice('case-'.length);
}
