import { Inject, Injectable } from '@nestjs/common';
import { Catalogues } from '#catalogue/messages';
import type { CommandMeta } from '#event-store';
import { Directory } from '#identity';
import type { Actor, RulesRef } from '#kernel';
import { authoriseMigration } from '../domain/migration/migration-powers.js';
import { MigrationTally, dateChanges, type MigrationReport } from '../domain/migration/migration-report.js';
import type { MigrationOrder } from '../domain/migration/migration.events.js';
import { refuseMigration } from '../domain/migration/rejections.js';
import { refuse } from '../domain/rejections.js';
import { RunningCases, type RunningCase, type RunningCaseFilter } from '../domain/running-cases.js';
import { migrationStream } from '../streams.js';
import { CaseRounds, type Outcome } from './case-rounds.js';
import { MigrationStreams } from './migration-streams.js';
import type { MigrationWish, RoundStep } from './rounds.commands.js';

export interface MigrationProgress {
  readonly migrationId: string;
  readonly order: MigrationOrder;
  readonly status: 'ordered' | 'completed';
  /** Cases it still has before it. */
  readonly left: number;
}

/** What an order and a look ahead have in common: who may, what is meant, and how it is counted. */
@Injectable()
export class MigrationDesk {
  constructor(
    private readonly migrations: MigrationStreams,
    private readonly rounds: CaseRounds,
    private readonly running: RunningCases,
    private readonly directory: Directory,
    @Inject(Catalogues) private readonly catalogues: Pick<Catalogues, 'published'>,
  ) {}

  /** @throws Rejection `not-permitted` */
  async authorise(by: CommandMeta['by']): Promise<Actor> {
    const asker =
      by.kind === 'system'
        ? by
        : ({ kind: 'person', id: by.id, positions: await this.directory.positionsOf(by.id) } as const);
    return authoriseMigration(asker, await this.directory.units());
  }

  /** @throws Rejection `unknown-rules`, `unknown-unit` */
  async orderFor({ to, ...scope }: MigrationWish): Promise<MigrationOrder> {
    const { unit } = scope;
    if (unit !== undefined && !(await this.directory.units()).unit(unit))
      throw refuse('unknown-unit', { details: { unit } });
    return { to: await this.rulesOf(to), ...scope };
  }

  /** Goes through every case that is not under these rules yet, and counts what is done to it. */
  async round(
    order: MigrationOrder,
    deed: (found: RunningCase, command: Migrate) => Promise<Outcome>,
    onStep: (step: RoundStep) => void = () => {},
  ): Promise<MigrationReport> {
    const tally = new MigrationTally();
    const filter = filterOf(order);
    let [done, total]: [number, number | undefined] = [0, undefined];
    for await (const slice of this.rounds.slices(filter)) {
      total ??= await this.running.count(filter);
      const migrate = { type: 'MigrateRules', data: { to: order.to } } as const;
      const outcomes = await Promise.all(slice.map((found) => deed(found, migrate)));
      outcomes.forEach((outcome, index) => count(tally, slice[index], outcome));
      done += slice.length;
      onStep({ done, total: Math.max(total, done) });
    }
    return tally.report();
  }

  /** How far an order has come. @throws Rejection `not-permitted`, `migration-not-found` */
  async progress(migrationId: string, by: CommandMeta['by']): Promise<MigrationProgress> {
    await this.authorise(by);
    const { state } = await this.migrations.load(migrationStream(migrationId));
    if (state.status === 'none') throw refuseMigration('migration-not-found');
    const { order, status } = state;
    const left = status === 'completed' ? 0 : await this.running.count(filterOf(order));
    return { migrationId, order, status, left };
  }

  /** The migration in hand ends after a few cases; the next process goes on with it. */
  interrupt(): void {
    this.rounds.interrupt();
  }

  private async rulesOf(version: number | undefined): Promise<RulesRef> {
    const published = await this.catalogues.published();
    const found =
      version === undefined ? published.at(-1) : published.find((each) => each.version === version);
    if (!found) throw refuse('unknown-rules', { details: { version: version ?? null } });
    return { version: found.version, hash: found.hash };
  }
}

type Migrate = Parameters<CaseRounds['foresee']>[1] & { readonly type: 'MigrateRules' };

function filterOf({ to, serviceTypes, unit }: MigrationOrder): RunningCaseFilter {
  return { notUnder: to.hash, ...(serviceTypes && { serviceTypes }), ...(unit !== undefined && { unit }) };
}

function count(tally: MigrationTally, found: RunningCase | undefined, { before, events }: Outcome): void {
  if (!found || events.length === 0) return;
  const { number, state } = found;
  tally.add({ number, serviceType: state.serviceType, changes: dateChanges(before, events) });
}
