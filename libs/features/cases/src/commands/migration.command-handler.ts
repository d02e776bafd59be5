import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5, type CommandAnswer } from '#event-store';
import { MigrationTally, type MigrationReport } from '../domain/migration/migration-report.js';
import { migrationDecider } from '../domain/migration/migration.decider.js';
import { migrationStream } from '../streams.js';
import { CaseRounds } from './case-rounds.js';
import { MigrationDesk } from './migration-desk.js';
import { MigrationStreams } from './migration-streams.js';
import { ForeseeMigration, MigrateCases, OrderMigration, type MigrationPlan } from './rounds.commands.js';

@CommandHandler(OrderMigration)
export class OrderMigrationHandler implements ICommandHandler<OrderMigration> {
  constructor(
    private readonly migrations: MigrationStreams,
    private readonly desk: MigrationDesk,
  ) {}

  async execute({ wish, meta }: OrderMigration): Promise<CommandAnswer & { readonly migrationId: string }> {
    const migrationId = uuidV5('migration', meta.commandId);
    const answer = await this.migrations.handle(migrationStream(migrationId), meta, async ({ state }) => {
      const actor = await this.desk.authorise(meta.by);
      const data = await this.desk.orderFor(wish);
      return { actor, events: migrationDecider.decide({ type: 'OrderMigration', data }, state) };
    });
    return { migrationId, ...answer };
  }
}

/** The decision of every case is taken and thrown away. */
@CommandHandler(ForeseeMigration)
export class ForeseeMigrationHandler implements ICommandHandler<ForeseeMigration> {
  constructor(
    private readonly rounds: CaseRounds,
    private readonly desk: MigrationDesk,
  ) {}

  async execute({ wish, by, onStep }: ForeseeMigration): Promise<MigrationPlan> {
    await this.desk.authorise(by);
    const order = await this.desk.orderFor(wish);
    const foresee = this.rounds.foresee.bind(this.rounds);
    return { to: order.to, ...(await this.desk.round(order, foresee, onStep)) };
  }
}

@CommandHandler(MigrateCases)
export class MigrateCasesHandler implements ICommandHandler<MigrateCases> {
  constructor(
    private readonly migrations: MigrationStreams,
    private readonly rounds: CaseRounds,
    private readonly desk: MigrationDesk,
  ) {}

  async execute({ migrationId, meta }: MigrateCases): Promise<MigrationReport> {
    const stream = migrationStream(migrationId);
    const { state } = await this.migrations.load(stream);
    if (state.status !== 'ordered') return new MigrationTally().report();
    const report = await this.desk.round(state.order, (found, command) =>
      this.rounds.give(found, command, meta),
    );
    const actor = { id: 'process', role: 'process' } as const;
    await this.migrations.handle(stream, meta, ({ state: now }) => ({
      actor,
      events: migrationDecider.decide({ type: 'CompleteMigration', data: {} }, now),
    }));
    return report;
  }
}
