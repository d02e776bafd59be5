import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#event-store';
import { Directory } from '#identity';
import type { CaseCommand } from '../domain/case.commands.js';
import { caseStream } from '../streams.js';
import { RelayToCase } from './case-desk.commands.js';
import { CaseDesk } from './case-desk.js';
import { CaseStreams } from './case-streams.js';

/** Commands of the engine's own processes: decided as any other, but their texts are sealed already. */
@CommandHandler(RelayToCase)
export class RelayToCaseHandler implements ICommandHandler<RelayToCase> {
  constructor(
    private readonly streams: CaseStreams,
    private readonly desk: CaseDesk,
    private readonly directory: Directory,
  ) {}

  execute({ caseId, command, meta }: RelayToCase): Promise<CommandAnswer> {
    return this.streams.handle(caseStream(caseId), meta, async ({ state }) =>
      this.desk.decide(caseId, await this.housed(command), state, meta),
    );
  }

  /** A unit may have closed since a case was split off for it: the nearest open one above takes its place. */
  private async housed(command: CaseCommand): Promise<CaseCommand> {
    if (command.type !== 'ReportCase') return command;
    const units = await this.directory.units();
    const unit = units.pathOf(command.data.unit).findLast((id) => units.unit(id)?.open);
    return unit === undefined ? command : { ...command, data: { ...command.data, unit } };
  }
}
