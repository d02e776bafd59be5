import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { EraseSubject, RevealIdentity } from '../commands/case-desk.commands.js';
import type { Contact, Narrative } from '../domain/case.events.js';
import { dated, type CaseAnswer } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import { EraseRequest, RevealIdentityRequest } from './handling.dto.js';

/** Null: never given, or erased. */
export interface RevealedAnswer extends CaseAnswer {
  readonly contact: Contact | null;
  readonly narrative: Narrative | null;
}

@ApiTags('cases · identity')
@Controller('api/cases/:id')
export class IdentityController {
  constructor(private readonly bus: CommandBus) {}

  @Post('reveal-identity')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Look at the reporter’s contact, for a purpose, on record 查看诉求人联系方式(留痕)',
  })
  async reveal(
    @Param() { id }: CaseParams,
    @Body() { purpose, occurredAt }: RevealIdentityRequest,
    @Meta() meta: CommandMeta,
  ): Promise<RevealedAnswer> {
    const { revision, position, contact, narrative } = await this.bus.execute(
      new RevealIdentity(id, purpose, dated(meta, occurredAt)),
    );
    return {
      caseId: id,
      revision: Number(revision),
      position,
      contact: contact ?? null,
      narrative: narrative ?? null,
    };
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({ summary: 'Destroy the key of its texts or of its reporter 销毁数据密钥' })
  async erase(
    @Param() { id }: CaseParams,
    @Body() { subject, occurredAt }: EraseRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    const { revision, position } = await this.bus.execute(
      new EraseSubject(`${subject}:${id}`, dated(meta, occurredAt)),
    );
    return { caseId: id, revision: Number(revision), position };
  }
}
