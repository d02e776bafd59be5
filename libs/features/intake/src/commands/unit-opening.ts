import type { CommandBus } from '@nestjs/cqrs';
import { Rejection } from '#kernel';
import { OpenUnit } from '#units/messages';
import type { MappedUnit } from '../domain/mapping.js';
import { IMPORTER, unitCommandIdOf } from './import-ids.js';

/** Opens the units of the rows, each once in a run, one after the other: all of them are one stream. */
export class UnitOpening {
  private readonly opened = new Set<string>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: CommandBus,
    private readonly mapping: string,
  ) {}

  /** @throws Rejection */
  open(units: readonly MappedUnit[]): Promise<void> {
    if (units.every(({ unitId }) => this.opened.has(unitId))) return Promise.resolve();
    const turn = this.queue.then(() => this.openMissing(units));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async openMissing(units: readonly MappedUnit[]): Promise<void> {
    for (const unit of units) {
      if (this.opened.has(unit.unitId)) continue;
      await this.openOne(unit);
      this.opened.add(unit.unitId);
    }
  }

  private async openOne(unit: MappedUnit): Promise<void> {
    const commandId = unitCommandIdOf(this.mapping, unit.unitId);
    try {
      await this.commands.execute(new OpenUnit(unit, { commandId, fingerprint: commandId, by: IMPORTER }));
    } catch (error) {
      // Somebody has opened it otherwise, or renamed it since: it is there, and that is all a row needs.
      if (!(error instanceof Rejection) || error.code !== 'unit-exists') throw error;
    }
  }
}
