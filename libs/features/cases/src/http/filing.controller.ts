import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { uuidV5, type CommandMeta } from '#event-store';
import { Meta } from '#http';
import { KeyedDigests } from '#privacy';
import { CaseAnswer, FiledAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import {
  AcceptCaseRequest,
  RejectCaseRequest,
  ReportCaseRequest,
  SettleOnSpotRequest,
} from './filing.dto.js';

@ApiTags('cases · filing')
@Controller('api/cases')
export class FilingController {
  constructor(
    private readonly commands: CaseCommands,
    private readonly digests: KeyedDigests,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: FiledAnswer })
  @ApiOperation({ summary: 'Report a case 上报' })
  report(
    @Body() { channel = 'grid', ...request }: ReportCaseRequest,
    @Meta() meta: CommandMeta,
  ): Promise<FiledAnswer> {
    return this.filed(meta, (id) => this.commands.give(id, 'ReportCase', { channel, ...request }, meta));
  }

  @Post('settle-on-spot')
  @ApiCreatedResponse({ type: FiledAnswer })
  @ApiOperation({ summary: 'Report a case that is settled already 随手办' })
  settle(
    @Body() { channel = 'grid', ...request }: SettleOnSpotRequest,
    @Meta() meta: CommandMeta,
  ): Promise<FiledAnswer> {
    return this.filed(meta, (id) => this.commands.give(id, 'SettleOnSpot', { channel, ...request }, meta));
  }

  @Post(':id/accept-case')
  @HttpCode(200)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiOperation({ summary: 'Take it up 受理' })
  accept(
    @Param() { id }: CaseParams,
    @Body() request: AcceptCaseRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AcceptCase', request, meta);
  }

  @Post(':id/reject-case')
  @HttpCode(200)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiOperation({ summary: 'Refuse it, with advice 不予受理' })
  reject(
    @Param() { id }: CaseParams,
    @Body() request: RejectCaseRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RejectCase', request, meta);
  }

  private async filed(
    { commandId }: CommandMeta,
    file: (caseId: string) => Promise<CaseAnswer>,
  ): Promise<FiledAnswer> {
    // The same command again is the same case.
    const caseId = uuidV5('case', commandId);
    return { ...(await file(caseId)), receiptCode: this.digests.receiptCodeOf(caseId) };
  }
}
