import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import {
  AddHelperRequest,
  AddNoteRequest,
  CompleteHelpRequest,
  RecordFirstContactRequest,
  ReportHandledRequest,
} from './handling.dto.js';

@ApiTags('cases · handling')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class HandlingController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('record-first-contact')
  @HttpCode(200)
  @ApiOperation({ summary: 'First contact 先行联系' })
  recordFirstContact(
    @Param() { id }: CaseParams,
    @Body() request: RecordFirstContactRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'RecordFirstContact', request, meta);
  }

  @Post('add-helper')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add a helper 加派协办' })
  addHelper(
    @Param() { id }: CaseParams,
    @Body() request: AddHelperRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AddHelper', request, meta);
  }

  @Post('complete-help')
  @HttpCode(200)
  @ApiOperation({ summary: 'The helper is done 协办完成' })
  completeHelp(
    @Param() { id }: CaseParams,
    @Body() request: CompleteHelpRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'CompleteHelp', request, meta);
  }

  @Post('add-note')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add a note 添加说明' })
  addNote(
    @Param() { id }: CaseParams,
    @Body() request: AddNoteRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'AddNote', request, meta);
  }

  @Post('report-handled')
  @HttpCode(200)
  @ApiOperation({ summary: 'Handling done 办结' })
  reportHandled(
    @Param() { id }: CaseParams,
    @Body() request: ReportHandledRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'ReportHandled', request, meta);
  }
}
