import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '#event-store';
import { DecideCase } from '../commands/case-desk.commands.js';
import type { ClearCaseCommand } from '../commands/clear-case.commands.js';
import type { CaseAnswer } from './case-answer.view.js';
import type { DatedRequest } from './dated.dto.js';

type CommandType = ClearCaseCommand['type'];
type DataOf<Type extends CommandType> = Extract<ClearCaseCommand, { type: Type }>['data'];

/** From a request to the bus and back to an answer. */
@Injectable()
export class CaseCommands {
  constructor(private readonly bus: CommandBus) {}

  async give<Type extends CommandType>(
    caseId: string,
    type: Type,
    { occurredAt, ...data }: DatedRequest & DataOf<Type>,
    meta: CommandMeta,
  ): Promise<CaseAnswer> {
    const command = { type, data } as unknown as ClearCaseCommand;
    const { revision, position } = await this.bus.execute(
      new DecideCase(caseId, command, dated(meta, occurredAt)),
    );
    return { caseId, revision: Number(revision), position };
  }
}

/** The log keeps one way to write a moment. */
export function dated(meta: CommandMeta, occurredAt: string | undefined): CommandMeta {
  return occurredAt === undefined ? meta : { ...meta, occurredAt: new Date(occurredAt).toISOString() };
}
