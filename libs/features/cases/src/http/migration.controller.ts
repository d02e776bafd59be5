import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandMeta, Principal } from '#event-store';
import { AtLeastQuery, By, Meta } from '#http';
import { MigrationDesk } from '../commands/migration-desk.js';
import { ForeseeMigration, OrderMigration } from '../commands/rounds.commands.js';
import { ServiceTypes } from '../projections/service-types.js';
import { MigrationParams, MigrationRequest } from './migration.dto.js';
import {
  MigrationAnswer,
  MigrationPlanView,
  migrationPlanView,
  MigrationView,
  migrationView,
} from './migration.view.js';

@ApiTags('catalogue')
@Controller('api/catalogue/migrations')
export class MigrationController {
  constructor(
    private readonly bus: CommandBus,
    private readonly desk: MigrationDesk,
    private readonly serviceTypes: ServiceTypes,
  ) {}

  @Post('dry-run')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What leading running cases over to a version would change; nothing is written 迁移预演',
  })
  @ApiOkResponse({ type: MigrationPlanView })
  async foresee(@Body() { ...wish }: MigrationRequest, @By() by: Principal): Promise<MigrationPlanView> {
    const plan = await this.bus.execute(new ForeseeMigration(wish, by));
    return migrationPlanView(plan, await this.serviceTypes.rules());
  }

  @Post()
  @ApiOperation({ summary: 'Lead running cases over to a version, case by case 在办案件迁移到新目录' })
  @ApiCreatedResponse({ type: MigrationAnswer })
  async order(@Body() { ...wish }: MigrationRequest, @Meta() meta: CommandMeta): Promise<MigrationAnswer> {
    const { migrationId, revision, position } = await this.bus.execute(new OrderMigration(wish, meta));
    return { migrationId, revision: Number(revision), position };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a migration has come 迁移进度' })
  @ApiOkResponse({ type: MigrationView })
  async progress(
    @Param() { id }: MigrationParams,
    @Query() _: AtLeastQuery,
    @By() by: Principal,
  ): Promise<MigrationView> {
    return migrationView(await this.desk.progress(id, by));
  }
}
