import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import {
  AskResidentRequest,
  CompleteStepRequest,
  DecisionRequest,
  RequestExtensionRequest,
  ResidentAnswerRequest,
  ShelveRequest,
} from './clock.dto.js';
import { ReasonRequest } from './closing.dto.js';
import { CaseParams } from './dated.dto.js';

@ApiTags('cases · clocks')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class ClockController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('request-extension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for an extension 申请延期' })
  requestExtension(
    @Param() { id }: CaseParams,
    @Body() { workingDays, ...request }: RequestExtensionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    const limit = { unit: 'working-days', amount: workingDays ?? 0 } as const;
    const asked = { ...request, ...(workingDays !== undefined && { limit }) };
    return this.commands.give(id, 'RequestExtension', asked, meta);
  }

  @Post('decide-extension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Grant or refuse an extension 审批延期' })
  decideExtension(
    @Param() { id }: CaseParams,
    @Body() request: DecisionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'DecideExtension', request, meta);
  }

  @Post('shelve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask to shelve it until a review date 申请挂账' })
  shelve(
    @Param() { id }: CaseParams,
    @Body() request: ShelveRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Shelve', request, meta);
  }

  @Post('decide-shelving')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve or refuse shelving; two desks approve 审批挂账' })
  decideShelving(
    @Param() { id }: CaseParams,
    @Body() request: DecisionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'DecideShelving', request, meta);
  }

  @Post('unshelve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it up again 恢复办理' })
  unshelve(
    @Param() { id }: CaseParams,
    @Body() request: ReasonRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Unshelve', request, meta);
  }

  @Post('ask-resident')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the resident; the clock stands 请居民补充说明' })
  askResident(
    @Param() { id }: CaseParams,
    @Body() request: AskResidentRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AskResident', request, meta);
  }

  @Post('record-resident-answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'The resident has answered; the clock runs 记录居民答复' })
  recordResidentAnswer(
    @Param() { id }: CaseParams,
    @Body() request: ResidentAnswerRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RecordResidentAnswer', request, meta);
  }

  @Post('complete-step')
  @HttpCode(200)
  @ApiOperation({ summary: 'One of several dates is met 完成办理步骤' })
  completeStep(
    @Param() { id }: CaseParams,
    @Body() request: CompleteStepRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'CompleteStep', request, meta);
  }
}
