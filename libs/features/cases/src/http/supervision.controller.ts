import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import {
  AppealRequest,
  ClearSupervisionRequest,
  DecideAppealRequest,
  RaiseSupervisionRequest,
  RectificationRequest,
  SupervisionCommentRequest,
} from './supervision.dto.js';

@ApiTags('cases · supervision')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class CaseSupervisionController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('raise-supervision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Supervise the handling 督办' })
  raiseSupervision(
    @Param() { id }: CaseParams,
    @Body() request: RaiseSupervisionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RaiseSupervision', request, meta);
  }

  @Post('report-rectification')
  @HttpCode(200)
  @ApiOperation({ summary: 'What was put right 报告整改' })
  reportRectification(
    @Param() { id }: CaseParams,
    @Body() request: RectificationRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'ReportRectification', request, meta);
  }

  @Post('appeal-supervision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Contest it 申诉' })
  appealSupervision(
    @Param() { id }: CaseParams,
    @Body() request: AppealRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AppealSupervision', request, meta);
  }

  @Post('decide-appeal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide the appeal; not by those who raised it 审理申诉（督办人回避）' })
  decideAppeal(
    @Param() { id }: CaseParams,
    @Body() request: DecideAppealRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'DecideAppeal', request, meta);
  }

  @Post('clear-supervision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Supervision is over 解除督办' })
  clearSupervision(
    @Param() { id }: CaseParams,
    @Body() request: ClearSupervisionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'ClearSupervision', request, meta);
  }

  @Post('comment-on-supervision')
  @HttpCode(200)
  @ApiOperation({ summary: 'A supervisor’s comment 督查意见' })
  commentOnSupervision(
    @Param() { id }: CaseParams,
    @Body() request: SupervisionCommentRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'CommentOnSupervision', request, meta);
  }
}
