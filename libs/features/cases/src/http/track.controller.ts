import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta } from '#event-store';
import { AtLeastQuery, Meta, Public } from '#http';
import { AttemptLimit } from '#identity';
import { Clock, Rejection } from '#kernel';
import { refuse } from '../domain/rejections.js';
import {
  ResidentViewQueries,
  type ResidentCase,
} from '../projections/resident-view/resident-view.queries.js';
import { CaseAnswer } from './case-answer.view.js';
import { CaseCommands } from './case-commands.js';
import { ReceiptParams } from './cases.dto.js';
import { ResidentCaseView } from './reading.view.js';
import { ResidentAnswerRequest } from './clock.dto.js';
import { ReasonRequest, RequestReopenRequest } from './closing.dto.js';

const WRONG_CODES = { attempts: 20, window: 15 * 60_000 };

/** The resident's own door: by receipt code, without an account, with few guesses per address. */
@Public()
@ApiTags('track')
@Controller('api/track/:receiptCode')
export class TrackController {
  private readonly guesses: AttemptLimit;

  constructor(
    private readonly residents: ResidentViewQueries,
    private readonly commands: CaseCommands,
    clock: Clock,
  ) {
    this.guesses = new AttemptLimit(clock, WRONG_CODES);
  }

  @Get()
  @ApiOkResponse({ type: ResidentCaseView })
  @ApiOperation({ summary: 'How my case stands 查询办理进度' })
  follow(
    @Param() { receiptCode }: ReceiptParams,
    @Query() _: AtLeastQuery,
    @Ip() address: string,
  ): Promise<ResidentCaseView> {
    return this.caseBy(receiptCode, address);
  }

  @Post('withdraw')
  @HttpCode(200)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiOperation({ summary: 'Withdraw my request 撤回诉求' })
  async withdraw(
    @Param() { receiptCode }: ReceiptParams,
    @Body() request: ReasonRequest,
    @Meta() meta: CommandMeta,
    @Ip() address: string,
  ): Promise<CaseAnswer> {
    const { caseId } = await this.caseBy(receiptCode, address);
    return this.commands.give(caseId, 'Withdraw', request, byResident(meta));
  }

  @Post('answer')
  @HttpCode(200)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiOperation({ summary: 'Answer what I was asked 答复问题' })
  async answer(
    @Param() { receiptCode }: ReceiptParams,
    @Body() request: ResidentAnswerRequest,
    @Meta() meta: CommandMeta,
    @Ip() address: string,
  ): Promise<CaseAnswer> {
    const { caseId } = await this.caseBy(receiptCode, address);
    return this.commands.give(caseId, 'RecordResidentAnswer', request, byResident(meta));
  }

  @Post('request-reopen')
  @HttpCode(200)
  @ApiOkResponse({ type: CaseAnswer })
  @ApiOperation({ summary: 'Ask to have it handled again 申请重办' })
  async requestReopen(
    @Param() { receiptCode }: ReceiptParams,
    @Body() request: RequestReopenRequest,
    @Meta() meta: CommandMeta,
    @Ip() address: string,
  ): Promise<CaseAnswer> {
    const { caseId } = await this.caseBy(receiptCode, address);
    const handled = await this.residents.handledAs(caseId);
    return this.commands.give(handled, 'RequestReopen', request, byResident(meta));
  }

  private async caseBy(code: string, address: string): Promise<ResidentCase> {
    const found = await this.guesses.guard(address, () =>
      this.residents.byReceipt(code).catch(undefinedWhenUnknown),
    );
    if (!found) throw refuse('case-not-found');
    return found;
  }
}

/** Whoever is signed in on this device: with the receipt code it is the resident who speaks. */
function byResident(meta: CommandMeta): CommandMeta {
  return { ...meta, by: { kind: 'system', role: 'resident' } };
}

function undefinedWhenUnknown(error: unknown): undefined {
  if (error instanceof Rejection && error.code === 'case-not-found') return undefined;
  throw error;
}
