import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams, DatedRequest } from './dated.dto.js';
import {
  AnswerEscalationRequest,
  DecideReturnRequest,
  EscalateRequest,
  OfferCustodyRequest,
  RequestReturnRequest,
  SendDownRequest,
} from './custody.dto.js';

@ApiTags('cases · custody')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class CustodyController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('offer-custody')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand it on 派单' })
  offer(
    @Param() { id }: CaseParams,
    @Body() request: OfferCustodyRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'OfferCustody', request, meta);
  }

  @Post('accept-custody')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign for it 签收' })
  sign(
    @Param() { id }: CaseParams,
    @Body() request: DatedRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AcceptCustody', request, meta);
  }

  @Post('request-return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask to hand it back 退单' })
  requestReturn(
    @Param() { id }: CaseParams,
    @Body() request: RequestReturnRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RequestReturn', request, meta);
  }

  @Post('decide-return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide on a return 退单裁定' })
  decideReturn(
    @Param() { id }: CaseParams,
    @Body() request: DecideReturnRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'DecideReturn', request, meta);
  }

  @Post('escalate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Raise it one level 上报上级' })
  escalate(
    @Param() { id }: CaseParams,
    @Body() request: EscalateRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Escalate', request, meta);
  }

  @Post('answer-escalation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer what was asked 答复下级' })
  answerEscalation(
    @Param() { id }: CaseParams,
    @Body() request: AnswerEscalationRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AnswerEscalation', request, meta);
  }

  @Post('send-down')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand it down 下派' })
  sendDown(
    @Param() { id }: CaseParams,
    @Body() request: SendDownRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'SendDown', request, meta);
  }
}
