import type { CalendarMoveRow } from './calendar-moves/calendar-move.table.js';
import type { CaseBriefRow, CaseCardRow } from './case-card/case-card.table.js';
import type { CaseScopeRow } from './case-list/case-list.table.js';
import type { UnitCountRow } from './counters/counters.table.js';
import type { DueRow } from './due-board/due-board.table.js';
import type { InboxRow } from './inbox/inbox.table.js';
import type { ArmedAlarmRow } from './open-deadlines/armed-alarm.table.js';
import type { RunningCaseRow } from './running-cases/running-case.table.js';
import type { CaseTextRow } from './search/search.table.js';

/** The read models of cases, all computed from one fold of the log. */
export interface CaseTables {
  case_card: CaseCardRow;
  case_brief: CaseBriefRow;
  case_number: { year: number; last: number };
  case_scope: CaseScopeRow;
  inbox: InboxRow;
  armed_alarm: ArmedAlarmRow;
  due_board: DueRow;
  running_case: RunningCaseRow;
  calendar_move: CalendarMoveRow;
  unit_count: UnitCountRow;
  case_text: CaseTextRow;
}
