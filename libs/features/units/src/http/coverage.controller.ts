import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandMeta, Principal } from '#event-store';
import { By, Meta } from '#http';
import { Clock } from '#kernel';
import { ChangeGroupCoverage, RegisterAddresses } from '../commands/coverage.commands.js';
import { Askers } from '../directory/askers.js';
import { EventSourcedDirectory } from '../directory/event-sourced-directory.js';
import { authorise } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { CoverageQueries } from '../projections/coverage/coverage.queries.js';
import {
  AddressPageQuery,
  ChangeCoverageRequest,
  CoverageQuery,
  RegisterAddressesRequest,
} from './coverage.dto.js';
import { AddressPageView, CoverageView } from './coverage.view.js';
import { UnitParams } from './unit.dto.js';
import { UnitAnswer } from './unit.view.js';

@ApiTags('units · coverage')
@Controller('api/units')
export class CoverageController {
  constructor(
    private readonly bus: CommandBus,
    private readonly coverage: CoverageQueries,
    private readonly directory: EventSourcedDirectory,
    private readonly askers: Askers,
    private readonly clock: Clock,
  ) {}

  @Get('coverage')
  @ApiOperation({ summary: 'Addresses that no group covers 未覆盖住户' })
  @ApiOkResponse({ type: CoverageView })
  async gaps(
    @Query() { unit, after = '', limit }: CoverageQuery,
    @By() by: Principal,
  ): Promise<CoverageView> {
    await this.requireSight(unit, by);
    const meant = (await this.directory.units()).committeeOf(unit) ?? unit;
    const counts = await this.coverage.counts(meant, this.clock.now());
    const uncovered = await this.coverage.uncovered(counts, { after, limit });
    return {
      unit: meant,
      registered: counts.reduce((sum, { registered }) => sum + registered, 0),
      covered: counts.reduce((sum, { covered }) => sum + covered, 0),
      uncovered,
      ...nextOf(uncovered, limit),
    };
  }

  @Get(':id/addresses')
  @ApiOperation({ summary: 'Addresses that a group covers 联系住户' })
  @ApiOkResponse({ type: AddressPageView })
  async addresses(
    @Param() { id }: UnitParams,
    @Query() { after = '', limit }: AddressPageQuery,
    @By() by: Principal,
  ): Promise<AddressPageView> {
    await this.requireSight(id, by);
    const addresses = await this.coverage.ofGroup(id, { after, limit });
    return { addresses, ...nextOf(addresses, limit) };
  }

  @Post(':id/addresses')
  @HttpCode(200)
  @ApiOperation({ summary: 'Register addresses of a committee 登记住户地址' })
  @ApiOkResponse({ type: UnitAnswer })
  register(
    @Param() { id }: UnitParams,
    @Body() { codes }: RegisterAddressesRequest,
    @Meta() meta: CommandMeta,
  ): Promise<UnitAnswer> {
    return answered(id, this.bus.execute(new RegisterAddresses({ committee: id, codes }, meta)));
  }

  @Post(':id/coverage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change which addresses a group covers 调整联系住户' })
  @ApiOkResponse({ type: UnitAnswer })
  async change(
    @Param() { id }: UnitParams,
    @Body() { added, removed }: ChangeCoverageRequest,
    @Meta() meta: CommandMeta,
  ): Promise<UnitAnswer> {
    const committee = (await this.directory.units()).committeeOf(id);
    if (committee === undefined) throw refuse('not-a-group-here');
    const data = { committee, groupId: id, added, removed };
    return answered(id, this.bus.execute(new ChangeGroupCoverage(data, meta)));
  }

  private async requireSight(unit: string, by: Principal): Promise<void> {
    const tree = await this.directory.units();
    if (!tree.unit(unit)) throw refuse('unit-not-found', { details: { unit } });
    authorise('SeeCoverage', [unit], await this.askers.of(by), tree);
  }
}

function nextOf(codes: readonly string[], limit: number): { readonly next?: string } {
  const last = codes.at(-1);
  return codes.length === limit && last !== undefined ? { next: last } : {};
}

async function answered(unitId: string, answer: Promise<CommandAnswer>): Promise<UnitAnswer> {
  const { revision, position } = await answer;
  return { unitId, revision: Number(revision), position };
}
