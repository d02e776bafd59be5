import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { Meta } from '#http';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { CaseParams } from './dated.dto.js';
import { MergeRequest, SplitRequest } from './linking.dto.js';
import { ReasonRequest } from './closing.dto.js';

@ApiTags('cases · linking')
@ApiOkResponse({ type: CaseAnswer })
@Controller('api/cases/:id')
export class LinkingController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('merge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Merge it into another 并案' })
  merge(
    @Param() { id }: CaseParams,
    @Body() request: MergeRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Merge', request, meta);
  }

  @Post('unmerge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Undo the merge 撤销并案' })
  unmerge(
    @Param() { id }: CaseParams,
    @Body() request: ReasonRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Unmerge', request, meta);
  }

  @Post('split')
  @HttpCode(200)
  @ApiOperation({ summary: 'Split it 拆分' })
  split(
    @Param() { id }: CaseParams,
    @Body() request: SplitRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CaseAnswer> {
    return this.commands.give(id, 'Split', request, meta);
  }
}
