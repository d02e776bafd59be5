import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { Clock } from '#kernel';
import { Askers } from '../directory/askers.js';
import { coverageDecider } from '../domain/coverage.decider.js';
import type { CoverageCommand } from '../domain/coverage.events.js';
import { authorise } from '../domain/powers.js';
import { UnitTreeAt } from '../domain/unit-tree.js';
import { coverageStream, CoverageStreams, UNIT_TREE, UnitStreams } from '../streams.js';
import { ChangeGroupCoverage, RegisterAddresses } from './coverage.commands.js';

/** Load → authorise → decide → append, for the address register of one committee. */
@Injectable()
export class CoverageCommands {
  constructor(
    private readonly streams: CoverageStreams,
    private readonly unitStreams: UnitStreams,
    private readonly askers: Askers,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection */
  handle(command: CoverageCommand & { readonly meta: CommandMeta }): Promise<CommandAnswer> {
    return this.streams.handle(coverageStream(command.data.committee), command.meta, async ({ state }) => {
      const asker = await this.askers.of(command.meta.by);
      const { state: tree } = await this.unitStreams.load(UNIT_TREE);
      const units = new UnitTreeAt(tree, this.clock.now());
      const unit = command.type === 'RegisterAddresses' ? command.data.committee : command.data.groupId;
      const actor = authorise(command.type, [unit], asker, units);
      const plannedUnits = new UnitTreeAt(tree, Number.POSITIVE_INFINITY);
      return { actor, events: coverageDecider.decide(command, state, { units, plannedUnits }) };
    });
  }
}

@CommandHandler(RegisterAddresses)
export class RegisterAddressesHandler implements ICommandHandler<RegisterAddresses> {
  constructor(private readonly coverage: CoverageCommands) {}

  execute(command: RegisterAddresses): Promise<CommandAnswer> {
    return this.coverage.handle(command);
  }
}

@CommandHandler(ChangeGroupCoverage)
export class ChangeGroupCoverageHandler implements ICommandHandler<ChangeGroupCoverage> {
  constructor(private readonly coverage: CoverageCommands) {}

  execute(command: ChangeGroupCoverage): Promise<CommandAnswer> {
    return this.coverage.handle(command);
  }
}
