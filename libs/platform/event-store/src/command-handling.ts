import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { momentText, Rejection, type Clock, type Message } from '#kernel';
import { refuseCommand } from './command.errors.js';
import type { CommandAnswer, CommandMeta, Decision, EventCodec } from './command.js';
import { Conflict, OutcomeUnknown, StreamNotFound } from './event-store.errors.js';
import {
  LOG_START,
  type Appended,
  type EventStore,
  type LogPosition,
  type NewEvent,
  type Revision,
  type StoredEvent,
  type StreamName,
} from './event-store.js';
import { eventIdOf } from './event-id.js';
import { Turns } from './turns.js';

const LONGEST_PAUSE_MS = 50;

/** A stream folded to its state, with the commands it has answered. */
export interface Folded<State> {
  readonly state: State;
  /** -1n for a stream that does not exist. */
  readonly revision: Revision;
  readonly position: LogPosition;
  readonly answered: Map<string, CommandAnswer & { readonly fingerprint: string }>;
}

interface Folding<State, Event> {
  readonly initialState: State;
  evolve(state: State, event: Event): State;
}

type Decide<State, Event> = (folded: Folded<State>) => Decision<Event> | Promise<Decision<Event>>;

interface CommandHandlingOptions {
  /** Streams whose state stays in memory; default 20,000. */
  readonly remembered?: number;
  /** How often a decision is taken anew when somebody else was faster; default 20. */
  readonly attempts?: number;
}

/**
 * Load → decide → append, for one kind of stream. The state of recent streams stays in memory; it is never trusted for a
 * refusal or for a command that changes nothing, and the log's revision check guards every write. A command is known again
 * by its id in the stream itself.
 */
export class CommandHandling<State, Event extends Message> {
  private readonly states: LRUCache<StreamName, Folded<State>>;
  private readonly attempts: number;
  private readonly nothing: Folded<State>;
  private readonly turns = new Turns();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec<Event>,
    private readonly folding: Folding<State, Event>,
    private readonly clock: Clock,
    options: CommandHandlingOptions = {},
  ) {
    this.states = new LRUCache({ max: options.remembered ?? 20_000 });
    this.attempts = options.attempts ?? 20;
    this.nothing = { state: folding.initialState, revision: -1n, position: LOG_START, answered: new Map() };
  }

  /** The state at the stream's end as the log has it now. */
  load(stream: StreamName): Promise<Folded<State>> {
    return this.refresh(stream, this.states.get(stream) ?? this.nothing);
  }

  /** The state as last seen by this process, read only when it was never seen. */
  recall(stream: StreamName): Promise<Folded<State>> {
    const known = this.states.get(stream);
    return known ? Promise.resolve(known) : this.load(stream);
  }

  /** @throws Rejection of the decision, or of `refuseCommand` */
  handle(stream: StreamName, meta: CommandMeta, decide: Decide<State, Event>): Promise<CommandAnswer> {
    return this.turns.take(stream, () => this.handleNow(stream, meta, decide));
  }

  /** Resolves when every command that is under way now has come to its end: none is left that knows less than the next. */
  settled(): Promise<void> {
    return this.turns.settled();
  }

  private async handleNow(
    stream: StreamName,
    meta: CommandMeta,
    decide: Decide<State, Event>,
  ): Promise<CommandAnswer> {
    for (let attempt = 0; attempt < this.attempts; attempt += 1) {
      const folded = this.states.get(stream) ?? (await this.load(stream));
      try {
        const answer =
          answeredBefore(folded, meta) ?? (await this.decideAndAppend(stream, folded, meta, decide));
        if (answer) return answer;
      } catch (error) {
        if (!worthAnotherLook(error)) throw error;
        if (error instanceof OutcomeUnknown && attempt === this.attempts - 1) throw error;
        const fresh = await this.load(stream);
        if (error instanceof Rejection && fresh.revision === folded.revision) throw error;
      }
      await stepAside(attempt);
    }
    throw refuseCommand('changed-meanwhile');
  }

  /** Undefined when there was nothing to do as the memory had it, and the memory was out of date. */
  private async decideAndAppend(
    stream: StreamName,
    folded: Folded<State>,
    meta: CommandMeta,
    decide: Decide<State, Event>,
  ): Promise<CommandAnswer | undefined> {
    if (meta.ifRevision !== undefined && meta.ifRevision !== folded.revision) {
      throw refuseCommand('stale-revision', { details: { revision: Number(folded.revision) } });
    }
    const decision = await decide(folded);
    if (decision.events.length === 0) {
      const { revision, position } = await this.load(stream);
      return revision === folded.revision ? { revision, position } : undefined;
    }
    const expected = folded.revision < 0n ? 'no-stream' : folded.revision;
    const appended = await this.store.append(stream, expected, this.envelopes(decision, meta));
    // The log knew these ids already: whatever was written under them is what this command has done.
    if (appended.events.some(({ fingerprint }) => fingerprint !== meta.fingerprint))
      throw refuseCommand('key-reused');
    this.remember(stream, folded, appended, meta);
    return { revision: appended.revision, position: appended.position };
  }

  private envelopes(decision: Decision<Event>, meta: CommandMeta): NewEvent[] {
    const occurredAt = meta.occurredAt ?? momentText(this.clock.now());
    return decision.events.map((event, index) => ({
      ...this.codec.encode(event),
      id: eventIdOf(meta.commandId, index),
      occurredAt,
      actor: decision.actor,
      commandId: meta.commandId,
      fingerprint: meta.fingerprint,
      correlationId: meta.correlationId ?? meta.commandId,
      causationId: meta.causationId ?? meta.commandId,
    }));
  }

  private remember(
    stream: StreamName,
    before: Folded<State>,
    { revision, position, events }: Appended,
    meta: CommandMeta,
  ): void {
    // A parallel load may have moved the memory on; only the step that follows it may be folded in.
    const known = this.states.peek(stream) ?? before;
    if (known !== before || revision !== before.revision + BigInt(events.length)) return;
    // Shared on purpose: what was answered once stays answered, and a stream of thousands is not copied at every step.
    const answered = before.revision < 0n ? new Map() : before.answered;
    answered.set(meta.commandId, { revision, position, fingerprint: meta.fingerprint });
    const state = events.reduce(
      (folded, stored) => this.folding.evolve(folded, this.codec.decode(stored)),
      before.state,
    );
    this.states.set(stream, { state, revision, position, answered });
  }

  private async refresh(stream: StreamName, known: Folded<State>): Promise<Folded<State>> {
    const news = await this.readFrom(stream, known.revision + 1n);
    if (news.length === 0) return known;
    const fresh = this.fold(known, news);
    const now = this.states.get(stream);
    if (now && now.revision > fresh.revision) return now;
    this.states.set(stream, fresh);
    return fresh;
  }

  private fold(known: Folded<State>, news: readonly StoredEvent[]): Folded<State> {
    const answered = new Map(known.answered);
    let { state, revision, position } = known;
    for (const stored of news) {
      state = this.folding.evolve(state, this.codec.decode(stored));
      ({ revision, position } = stored);
      answered.set(stored.commandId, { revision, position, fingerprint: stored.fingerprint });
    }
    return { state, revision, position, answered };
  }

  private async readFrom(stream: StreamName, from: Revision): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(stream, { from });
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }
}

/** Another process writes to the stream, and need not read what it has written itself: it is to be let finish. */
async function stepAside(attempt: number): Promise<void> {
  if (attempt > 1) await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
}

/** Another writer was faster, the outcome is open, or the refusal may rest on a memory that is out of date. */
function worthAnotherLook(error: unknown): boolean {
  return error instanceof Conflict || error instanceof OutcomeUnknown || error instanceof Rejection;
}

function answeredBefore<State>(folded: Folded<State>, meta: CommandMeta): CommandAnswer | undefined {
  const before = folded.answered.get(meta.commandId);
  if (!before) return undefined;
  if (before.fingerprint !== meta.fingerprint) throw refuseCommand('key-reused');
  return { revision: before.revision, position: before.position };
}
