import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import {
  CallBackRequest,
  CloseCaseRequest,
  ReasonRequest,
  RequestReopenRequest,
  VerifyRequest,
} from './closing.dto.js';

@ApiTags('cases · closing')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class ClosingController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Verify the result 核查' })
  verify(
    @Param() { id }: CaseParams,
    @Body() request: VerifyRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Verify', request, meta);
  }

  @Post('call-back')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call the reporter back 回访' })
  callBack(
    @Param() { id }: CaseParams,
    @Body() request: CallBackRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'CallBack', request, meta);
  }

  @Post('close-case')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close it 结案' })
  close(
    @Param() { id }: CaseParams,
    @Body() request: CloseCaseRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'CloseCase', request, meta);
  }

  @Post('request-reopen')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask to reopen it 申请重办' })
  requestReopen(
    @Param() { id }: CaseParams,
    @Body() request: RequestReopenRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RequestReopen', request, meta);
  }

  @Post('reopen')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reopen it 重新办理' })
  reopen(
    @Param() { id }: CaseParams,
    @Body() request: ReasonRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Reopen', request, meta);
  }
}
