import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { AddressesRegisteredData, GroupCoverageChangedData } from '../domain/coverage.events.js';

export class RegisterAddresses extends Command<CommandAnswer> {
  readonly type = 'RegisterAddresses';

  constructor(
    readonly data: AddressesRegisteredData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** A committee's group takes on some of its addresses and gives up others. */
export class ChangeGroupCoverage extends Command<CommandAnswer> {
  readonly type = 'ChangeGroupCoverage';

  constructor(
    readonly data: GroupCoverageChangedData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
