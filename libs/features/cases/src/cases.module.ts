import { Module } from '@nestjs/common';
import { CaseDesk } from './commands/case-desk.js';
import { CaseRounds } from './commands/case-rounds.js';
import { CaseStreams } from './commands/case-streams.js';
import { DecideCaseHandler } from './commands/decide-case.command-handler.js';
import { EraseSubjectHandler } from './commands/erase-subject.command-handler.js';
import { MigrationDesk } from './commands/migration-desk.js';
import { MigrationStreams } from './commands/migration-streams.js';
import {
  ForeseeMigrationHandler,
  MigrateCasesHandler,
  OrderMigrationHandler,
} from './commands/migration.command-handler.js';
import { PrivacyStreams } from './commands/privacy-streams.js';
import { RecomputeCasesHandler } from './commands/recompute-cases.command-handler.js';
import { RelayToCaseHandler } from './commands/relay-to-case.command-handler.js';
import { RevealIdentityHandler } from './commands/reveal-identity.command-handler.js';
import { RunningCases } from './domain/running-cases.js';
import { CalendarMovesController } from './http/calendar-moves.controller.js';
import { CaseCommands } from './http/case-commands.js';
import { CasesController } from './http/cases.controller.js';
import { ClockController } from './http/clock.controller.js';
import { ClosingController } from './http/closing.controller.js';
import { CustodyController } from './http/custody.controller.js';
import { DueController } from './http/due.controller.js';
import { FilingController } from './http/filing.controller.js';
import { HandlingController } from './http/handling.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { LinkingController } from './http/linking.controller.js';
import { MigrationController } from './http/migration.controller.js';
import { ServiceTypesController } from './http/service-types.controller.js';
import { CaseSupervisionController } from './http/supervision.controller.js';
import { TrackController } from './http/track.controller.js';
import { CalendarMoveQueries } from './projections/calendar-moves/calendar-moves.queries.js';
import { CaseCardQueries } from './projections/case-card/case-card.queries.js';
import { CaseHistoryQueries } from './projections/case-history/case-history.queries.js';
import { CaseListQueries } from './projections/case-list/case-list.queries.js';
import { CounterQueries } from './projections/counters/counters.queries.js';
import { CaseDeadlineQueries } from './projections/deadline-history/case-deadlines.queries.js';
import { DueBoardQueries } from './projections/due-board/due-board.queries.js';
import { InboxQueries } from './projections/inbox/inbox.queries.js';
import { CaseOpenDeadlines } from './projections/open-deadlines/case-open-deadlines.queries.js';
import { ResidentViewQueries } from './projections/resident-view/resident-view.queries.js';
import { RunningCaseQueries } from './projections/running-cases/running-cases.queries.js';
import { ServiceTypes } from './projections/service-types.js';
import { Viewers } from './projections/viewer.js';

const streams = [CaseStreams, PrivacyStreams, MigrationStreams, CaseDesk, CaseRounds, MigrationDesk];
const commandHandlers = [
  DecideCaseHandler,
  RelayToCaseHandler,
  RevealIdentityHandler,
  EraseSubjectHandler,
  RecomputeCasesHandler,
  OrderMigrationHandler,
  ForeseeMigrationHandler,
  MigrateCasesHandler,
];
const queries = [
  Viewers,
  CaseCardQueries,
  CaseListQueries,
  CaseHistoryQueries,
  CounterQueries,
  InboxQueries,
  DueBoardQueries,
  CaseDeadlineQueries,
  CaseOpenDeadlines,
  CalendarMoveQueries,
  RunningCaseQueries,
  ResidentViewQueries,
];

@Module({
  controllers: [
    FilingController,
    CustodyController,
    HandlingController,
    ClosingController,
    LinkingController,
    IdentityController,
    CasesController,
    DueController,
    TrackController,
    ServiceTypesController,
    ClockController,
    CaseSupervisionController,
    CalendarMovesController,
    MigrationController,
  ],
  providers: [
    ServiceTypes,
    ...streams,
    ...commandHandlers,
    ...queries,
    { provide: RunningCases, useExisting: RunningCaseQueries },
    CaseCommands,
  ],
  exports: [...queries, MigrationDesk],
})
export class CasesModule {}
