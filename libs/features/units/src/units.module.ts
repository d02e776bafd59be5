import { Global, Module } from '@nestjs/common';
import { Directory } from '#identity';
import { RegisterPersonHandler, ReplacePasswordHandler } from './commands/account.command-handler.js';
import {
  ChangeGroupCoverageHandler,
  CoverageCommands,
  RegisterAddressesHandler,
} from './commands/coverage.command-handler.js';
import {
  EndMandateHandler,
  EndPositionHandler,
  GiveMandateHandler,
  GivePositionHandler,
  PersonCommands,
} from './commands/person.command-handler.js';
import {
  CloseUnitHandler,
  MoveUnitHandler,
  OpenUnitHandler,
  RenameUnitHandler,
  UnitCommands,
} from './commands/unit.command-handler.js';
import { Askers } from './directory/askers.js';
import { EventSourcedDirectory } from './directory/event-sourced-directory.js';
import { CoverageController } from './http/coverage.controller.js';
import { PeopleController } from './http/people.controller.js';
import { PersonController } from './http/person.controller.js';
import { SessionController } from './http/session.controller.js';
import { UnitController } from './http/unit.controller.js';
import { CoverageQueries } from './projections/coverage/coverage.queries.js';
import { PeopleQueries } from './projections/people/people.queries.js';
import { UnitListQueries } from './projections/unit-list/unit-list.queries.js';
import { CoverageStreams, PersonStreams, UnitStreams } from './streams.js';

const commands = [
  UnitCommands,
  OpenUnitHandler,
  MoveUnitHandler,
  RenameUnitHandler,
  CloseUnitHandler,
  CoverageCommands,
  RegisterAddressesHandler,
  ChangeGroupCoverageHandler,
  PersonCommands,
  RegisterPersonHandler,
  GivePositionHandler,
  EndPositionHandler,
  GiveMandateHandler,
  EndMandateHandler,
  ReplacePasswordHandler,
];

/**
 * Units, people and sign-in. Gives the whole application its `Directory`; needs `EventStore`, `ReadStore`, `Vault`,
 * `KeyedDigests`, `Accounts`, `Sessions`, `Clock` and `CqrsModule.forRoot()` as global providers. Static routes of the coverage controller
 * stand before those with a unit's id.
 */
@Global()
@Module({
  controllers: [CoverageController, UnitController, PeopleController, PersonController, SessionController],
  providers: [
    UnitStreams,
    CoverageStreams,
    PersonStreams,
    EventSourcedDirectory,
    { provide: Directory, useExisting: EventSourcedDirectory },
    Askers,
    ...commands,
    UnitListQueries,
    CoverageQueries,
    PeopleQueries,
  ],
  exports: [Directory],
})
export class UnitsModule {}
