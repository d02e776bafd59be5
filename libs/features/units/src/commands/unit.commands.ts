import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { CloseUnitData, MoveUnitData, OpenUnitData, RenameUnitData } from '../domain/unit.commands.js';

export class OpenUnit extends Command<CommandAnswer> {
  readonly type = 'OpenUnit';

  constructor(
    readonly data: OpenUnitData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class MoveUnit extends Command<CommandAnswer> {
  readonly type = 'MoveUnit';

  constructor(
    readonly data: MoveUnitData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class RenameUnit extends Command<CommandAnswer> {
  readonly type = 'RenameUnit';

  constructor(
    readonly data: RenameUnitData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** A county, a committee … ends; its place in the tree stays readable. */
export class CloseUnit extends Command<CommandAnswer> {
  readonly type = 'CloseUnit';

  constructor(
    readonly data: CloseUnitData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
