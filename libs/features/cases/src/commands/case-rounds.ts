import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { EventStore, uuidV5, type CommandMeta } from '#event-store';
import { Rejection } from '#kernel';
import { ReadStore } from '#read-store';
import type { CommandOf } from '../domain/case.commands.js';
import type { CaseEvent } from '../domain/case.events.js';
import type { Case } from '../domain/case.state.js';
import { RunningCases, type RunningCase, type RunningCaseFilter } from '../domain/running-cases.js';
import { caseStream } from '../streams.js';
import { CaseDesk } from './case-desk.js';
import { CaseStreams } from './case-streams.js';

/** Cases between two turns of the event loop: few enough that a user's command does not wait long. */
const SLICE = 32;
const CATCH_UP_MS = 60_000;

type RoundCommand = CommandOf<'ApplyCalendar'> | CommandOf<'MigrateRules'>;

/** What a command does to a case; no events where it does nothing, or did it before. */
export interface Outcome {
  readonly before: Case;
  readonly events: readonly CaseEvent[];
}

/** One command for every running case it concerns, slice by slice. */
@Injectable()
export class CaseRounds implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly streams: CaseStreams,
    private readonly desk: CaseDesk,
    private readonly store: EventStore,
    private readonly views: ReadStore,
    private readonly running: RunningCases,
  ) {}

  onModuleDestroy(): void {
    this.interrupt();
  }

  /** Rounds end after the slice in hand; the next process begins them again. */
  interrupt(): void {
    this.stopping = true;
  }

  /**
   * Every running case that is meant. What was decided before now is in the rows when the first slice comes; whatever is
   * decided from now on knows the same rules and calendars as this round.
   * @throws Error when the service stops; the round is begun again then
   */
  async *slices(filter: RunningCaseFilter): AsyncGenerator<readonly RunningCase[]> {
    await this.streams.settled();
    await this.views.waitFor(await this.store.head(), { timeoutMs: CATCH_UP_MS });
    for (let after: number | undefined = 0; after !== undefined;) {
      if (this.stopping) throw new Error('the service stops in the middle of a round');
      const { cases, next } = await this.running.page({ ...filter, after, limit: SLICE });
      if (cases.length > 0) yield cases;
      after = next;
      await nextTurn();
    }
  }

  /** What the command would do to the case as the read models have it. */
  async foresee({ caseId, state }: RunningCase, command: RoundCommand): Promise<Outcome> {
    try {
      const { events } = await this.desk.decide(caseId, command, state, FORESEEING);
      return { before: state, events };
    } catch (error) {
      return nothingFor(state, error);
    }
  }

  /** Decides it for good, under an id that is the case's own in this round. */
  async give(
    { caseId, state }: RunningCase,
    command: RoundCommand,
    { correlationId, causationId, ...round }: CommandMeta,
  ): Promise<Outcome> {
    let outcome: Outcome = { before: state, events: [] };
    const commandId = uuidV5(caseId, round.commandId);
    const cause = { ...(correlationId && { correlationId }), ...(causationId && { causationId }) };
    // It happens now, however long ago its cause was.
    const meta = { commandId, fingerprint: commandId, by: PROCESS, ...cause };
    try {
      await this.streams.handle(caseStream(caseId), meta, async ({ state: before }) => {
        const decision = await this.desk.decide(caseId, command, before, meta);
        outcome = { before, events: decision.events };
        return decision;
      });
      return outcome;
    } catch (error) {
      return nothingFor(state, error);
    }
  }
}

const PROCESS = { kind: 'system', role: 'process' } as const;
const FORESEEING: CommandMeta = { commandId: '', fingerprint: '', by: PROCESS };

/** A case that says no stays as it is, and the round goes on. @throws the error, when the case has said nothing yet */
function nothingFor(before: Case, error: unknown): Outcome {
  const isNo = error instanceof Rejection && !PASSING.has(error.kind) && error.code !== 'changed-meanwhile';
  if (!isNo) throw error;
  return { before, events: [] };
}

/** Said by a service that is overloaded or out of order. */
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'too-many']);
