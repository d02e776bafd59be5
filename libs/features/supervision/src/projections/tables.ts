import type { BoardCountRow, BoardRow } from './board/board.table.js';
import type { CaseStandingRow } from './case-standing/case-standing.table.js';
import type { ChannelRow } from './channels/channels.table.js';
import type { NoticeRow } from './notices/notices.table.js';

/** The read models of supervision, all computed from one fold of the log. */
export interface SupervisionTables {
  supervision_case: CaseStandingRow;
  supervision_number: { year: number; last: number };
  supervision_board: BoardRow;
  supervision_count: BoardCountRow;
  notice: NoticeRow;
  notice_channel: ChannelRow;
}
