import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { EraseSubject, RevealIdentity } from '../commands/case-desk.commands.js';
import { CaseAnswer, RevealedAnswer } from './case-answer.view.js';
import { dated } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import { EraseRequest, RevealIdentityRequest } from './handling.dto.js';

@ApiTags('cases · identity')
@Controller('api/cases/:id')
export class IdentityController {
  constructor(private readonly bus: CommandBus) {}

  @Post('reveal-identity')
  @ApiOkResponse({ type: RevealedAnswer })
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
  @ApiOkResponse({ type: CaseAnswer })
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
