import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { AtLeastQuery, Meta } from '#http';
import { Clock } from '#kernel';
import { CloseUnit, MoveUnit, OpenUnit, RenameUnit } from '../commands/unit.commands.js';
import { refuse } from '../domain/rejections.js';
import { UnitListQueries } from '../projections/unit-list/unit-list.queries.js';
import {
  CloseUnitRequest,
  MoveUnitRequest,
  OpenUnitRequest,
  RenameUnitRequest,
  UnitAtQuery,
  UnitListQuery,
  UnitParams,
} from './unit.dto.js';
import {
  UnitAnswer,
  UnitPageView,
  UnitVersionView,
  unitVersionViewOf,
  UnitView,
  unitViewOf,
} from './unit.view.js';

const ALL_LEVELS = 6;

@ApiTags('units')
@Controller('api/units')
export class UnitController {
  constructor(
    private readonly bus: CommandBus,
    private readonly units: UnitListQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List or search units, as of a moment 单位列表' })
  @ApiOkResponse({ type: UnitPageView })
  async list(
    @Query() { at, below, depth, level, name, closedToo = false, after = '', limit }: UnitListQuery,
  ): Promise<UnitPageView> {
    const found = await this.units.list({
      at: this.momentOf(at),
      ...(below && { below }),
      depth: depth ?? (name || level ? ALL_LEVELS : 1),
      ...(level && { level }),
      ...(name && { name }),
      closedToo,
      after,
      limit,
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { units: found.map(unitViewOf), ...(last && { next: last.unit_id }) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One unit, as of a moment 单位' })
  @ApiOkResponse({ type: UnitView })
  async one(@Param() { id }: UnitParams, @Query() { at }: UnitAtQuery): Promise<UnitView> {
    const found = await this.units.find(id, this.momentOf(at));
    if (!found) throw refuse('unit-not-found', { details: { unit: id } });
    return unitViewOf(found);
  }

  @Get(':id/history')
  @ApiOperation({ summary: 'What a unit was, is and is planned to be 沿革' })
  @ApiOkResponse({ type: [UnitVersionView] })
  async history(@Query() _: AtLeastQuery, @Param() { id }: UnitParams): Promise<readonly UnitVersionView[]> {
    const versions = await this.units.versions(id);
    if (versions.length === 0) throw refuse('unit-not-found', { details: { unit: id } });
    return versions.map(unitVersionViewOf);
  }

  @Post()
  @ApiOperation({ summary: 'Open a unit 设立' })
  @ApiCreatedResponse({ type: UnitAnswer })
  open(@Body() { id, ...request }: OpenUnitRequest, @Meta() meta: CommandMeta): Promise<UnitAnswer> {
    const unitId = id ?? request.code ?? meta.commandId;
    return answered(unitId, this.bus.execute(new OpenUnit({ unitId, ...request }, meta)));
  }

  @Post(':id/move')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move a unit with all below it 划转' })
  @ApiOkResponse({ type: UnitAnswer })
  move(
    @Param() { id }: UnitParams,
    @Body() { ...change }: MoveUnitRequest,
    @Meta() meta: CommandMeta,
  ): Promise<UnitAnswer> {
    return answered(id, this.bus.execute(new MoveUnit({ unitId: id, ...change }, meta)));
  }

  @Post(':id/rename')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rename a unit 更名' })
  @ApiOkResponse({ type: UnitAnswer })
  rename(
    @Param() { id }: UnitParams,
    @Body() { ...change }: RenameUnitRequest,
    @Meta() meta: CommandMeta,
  ): Promise<UnitAnswer> {
    return answered(id, this.bus.execute(new RenameUnit({ unitId: id, ...change }, meta)));
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a unit 撤销' })
  @ApiOkResponse({ type: UnitAnswer })
  close(
    @Param() { id }: UnitParams,
    @Body() { ...change }: CloseUnitRequest,
    @Meta() meta: CommandMeta,
  ): Promise<UnitAnswer> {
    return answered(id, this.bus.execute(new CloseUnit({ unitId: id, ...change }, meta)));
  }

  private momentOf(at: string | undefined): number {
    return at === undefined ? this.clock.now() : Date.parse(at);
  }
}

async function answered(unitId: string, answer: Promise<CommandAnswer>): Promise<UnitAnswer> {
  const { revision, position } = await answer;
  return { unitId, revision: Number(revision), position };
}
