import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { Clock } from '#kernel';
import { Askers } from '../directory/askers.js';
import { noCoverage, type Coverage } from '../domain/coverage.state.js';
import type { UnitCommand } from '../domain/unit.commands.js';
import { unitDecider } from '../domain/unit.decider.js';
import { authoriseUnitCommand } from '../domain/unit-powers.js';
import type { Units } from '../domain/unit.state.js';
import { UnitTreeAt } from '../domain/unit-tree.js';
import { coverageStream, CoverageStreams, UNIT_TREE, UnitStreams } from '../streams.js';
import { CloseUnit, MoveUnit, OpenUnit, RenameUnit } from './unit.commands.js';

type AnyUnitCommand = UnitCommand & { readonly meta: CommandMeta };

/** Load → authorise → decide → append, for the one stream of the tree. */
@Injectable()
export class UnitCommands {
  constructor(
    private readonly streams: UnitStreams,
    private readonly coverage: CoverageStreams,
    private readonly askers: Askers,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection */
  handle(command: AnyUnitCommand): Promise<CommandAnswer> {
    return this.streams.handle(UNIT_TREE, command.meta, async ({ state }) => {
      const asker = await this.askers.of(command.meta.by);
      const now = this.clock.now();
      const actor = authoriseUnitCommand(command, state, { now, asker });
      const coverage = await this.coverageAround(command, state, now);
      return { actor, events: unitDecider.decide(command, state, { now, coverage }) };
    });
  }

  private async coverageAround({ type, data }: AnyUnitCommand, state: Units, now: number): Promise<Coverage> {
    const committee = new UnitTreeAt(state, now).committeeOf(data.unitId);
    if (committee === undefined || type === 'OpenUnit' || type === 'RenameUnit') return noCoverage;
    return (await this.coverage.load(coverageStream(committee))).state;
  }
}

/** Nest wants one handler class per command; all four do the same. */
@Injectable()
abstract class UnitCommandHandler<Wish extends AnyUnitCommand> {
  constructor(private readonly units: UnitCommands) {}

  execute(command: Wish): Promise<CommandAnswer> {
    return this.units.handle(command);
  }
}

@CommandHandler(OpenUnit)
export class OpenUnitHandler extends UnitCommandHandler<OpenUnit> {}

@CommandHandler(MoveUnit)
export class MoveUnitHandler extends UnitCommandHandler<MoveUnit> {}

@CommandHandler(RenameUnit)
export class RenameUnitHandler extends UnitCommandHandler<RenameUnit> {}

@CommandHandler(CloseUnit)
export class CloseUnitHandler extends UnitCommandHandler<CloseUnit> {}
