import { Injectable } from '@nestjs/common';
import type { CommandMeta, Decision } from '#event-store';
import { Directory } from '#identity';
import { Clock, type Actor, type UnitTree } from '#kernel';
import type { CaseCommand } from '../domain/case.commands.js';
import { caseDecider } from '../domain/case.decider.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case } from '../domain/case.state.js';
import { starterPolicy } from '../domain/context.js';
import { authorise, authoriseReport, authoriseSystem } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { caseStream, CaseStreams } from './case.streams.js';

/** A device's clock may run ahead a little before it is refused. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Brings to a decision what it needs to know: the time, the units, who asks in which position, the other case. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly streams: CaseStreams,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection */
  async decide(
    caseId: string,
    command: CaseCommand,
    state: Case,
    meta: CommandMeta,
  ): Promise<Decision<CaseEvent>> {
    const now = this.clock.now();
    if (meta.occurredAt !== undefined && Date.parse(meta.occurredAt) > now + CLOCK_TOLERANCE_MS) {
      throw refuse('occurred-in-future', { details: { occurredAt: meta.occurredAt } });
    }
    const units = await this.directory.units();
    const other = command.type === 'Merge' ? await this.otherCase(command.data.into) : undefined;
    const actor = await this.actorFor(command, state, meta, units, other);
    const context = { now, actor, units, policy: starterPolicy, caseId, ...(other && { other }) };
    return { actor, events: caseDecider.decide(command, state, context) };
  }

  private async actorFor(
    command: CaseCommand,
    state: Case,
    { by }: CommandMeta,
    units: UnitTree,
    other: Case | undefined,
  ): Promise<Actor> {
    if (by.kind === 'system') return authoriseSystem(by.role, command.type);
    const positions = await this.directory.positionsOf(by.id);
    if (command.type === 'ReportCase' || command.type === 'SettleOnSpot') {
      return authoriseReport(by.id, positions, command, units);
    }
    // A merge touches two cases, so both must lie within the power.
    if (other !== undefined && other !== 'none') authorise(by.id, positions, command, other, units);
    return authorise(by.id, positions, command, state, units);
  }

  private async otherCase(caseId: string): Promise<Case> {
    return (await this.streams.load(caseStream(caseId))).state;
  }
}
