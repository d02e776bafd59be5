import { Inject, Injectable } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { refuseCommand, type CommandMeta, type Decision, type Revision } from '#event-store';
import { Directory } from '#identity';
import { Clock, type Actor, type Rules, type UnitTree } from '#kernel';
import type { CaseCommand, CommandOf } from '../domain/case.commands.js';
import { decideInTurn } from '../domain/case.decider.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case, ExistingCase } from '../domain/case.state.js';
import { authoriseEach, authoriseReport, authoriseSystem } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { caseStream } from '../streams.js';
import { CaseStreams } from './case-streams.js';

/** A device's clock may run ahead a little before it is refused. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Brings to a decision what it needs to know: the time, the units, who asks in which positions, the other case. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly streams: CaseStreams,
    private readonly directory: Directory,
    private readonly clock: Clock,
    @Inject(Catalogues) private readonly catalogues: Pick<Catalogues, 'book'>,
    @Inject(Calendars) private readonly calendars: Pick<Calendars, 'book'>,
  ) {}

  /** @param rules of `rulesFor`, where they were asked for already. @throws Rejection */
  async decide(
    caseId: string,
    command: CaseCommand,
    state: Case,
    meta: CommandMeta,
    rules?: Rules,
  ): Promise<Decision<CaseEvent>> {
    const units = await this.directory.units();
    const other = command.type === 'Merge' ? await this.stateOf(command.data.into) : undefined;
    const actors = await this.actorsFor(command, state, meta, units, other);
    // Read once: a moment that is not the present is one of the past.
    const present = this.clock.now();
    const moment = {
      now: this.momentOf(meta, present),
      present,
      units,
      rules: rules ?? (await this.rulesFor(command, state)),
      calendars: await this.calendars.book(),
      caseId,
    };
    return decideInTurn(command, state, actors, other === undefined ? moment : { ...moment, other });
  }

  /** A running case keeps the version it was accepted under; a migration looks at the one it leads to. */
  async rulesFor(
    command: Pick<CaseCommand, 'type'> & { readonly data: object },
    state: Case,
  ): Promise<Rules> {
    const pinned = state === 'none' ? undefined : state.rules?.hash;
    const hash =
      command.type === 'MigrateRules' ? (command as CommandOf<'MigrateRules'>).data.to.hash : pinned;
    const book = await this.catalogues.book(hash);
    if (hash === undefined) return book.current;
    const rules = book.at(hash);
    if (!rules) throw refuse('unknown-rules', { details: { hash } });
    return rules;
  }

  /** An import decides as of then: what the past allowed counts from its own day. */
  private momentOf({ by, occurredAt }: CommandMeta, present: number): number {
    const isImport = by.kind === 'system' && by.role === 'import';
    return isImport && occurredAt !== undefined ? Date.parse(occurredAt) : present;
  }

  /** What somebody says about the past lies in the past. @throws Rejection `occurred-in-future` */
  admit({ occurredAt }: CommandMeta): void {
    if (occurredAt === undefined || Date.parse(occurredAt) <= this.clock.now() + CLOCK_TOLERANCE_MS) return;
    throw refuse('occurred-in-future', { details: { occurredAt } });
  }

  /** The case that a deed beside its stream is about. @throws Rejection `case-not-found`, `stale-revision` */
  async found(
    caseId: string,
    { ifRevision }: CommandMeta,
  ): Promise<{ readonly state: ExistingCase; readonly revision: Revision }> {
    const { state, revision } = await this.streams.load(caseStream(caseId));
    if (state === 'none') throw refuse('case-not-found');
    if (ifRevision !== undefined && ifRevision !== revision)
      throw refuseCommand('stale-revision', { details: { revision: Number(revision) } });
    return { state, revision };
  }

  async stateOf(caseId: string): Promise<Case> {
    return (await this.streams.load(caseStream(caseId))).state;
  }

  private async actorsFor(
    command: CaseCommand,
    state: Case,
    { by }: CommandMeta,
    units: UnitTree,
    other: Case | undefined,
  ): Promise<readonly [Actor, ...Actor[]]> {
    if (by.kind === 'system') return [authoriseSystem(by.role, command.type)];
    const positions = await this.directory.positionsOf(by.id);
    if (command.type === 'ReportCase' || command.type === 'SettleOnSpot')
      return [authoriseReport(by.id, positions, command, units)];
    // A merge touches two cases, so both must lie within the power.
    if (other !== undefined && other !== 'none') authoriseEach(by.id, positions, command, other, units);
    return authoriseEach(by.id, positions, command, state, units);
  }
}
