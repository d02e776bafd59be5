import fc from 'fast-check';
import { Rejection, type Actor, type Position, type SystemRole } from '#kernel';
import type { CaseCommand } from '../case.commands.js';
import { decideInTurn } from '../case.decider.js';
import type { CaseEvent } from '../case.events.js';
import { evolve } from '../case-evolve.js';
import { noCase, type Case } from '../case.state.js';
import { authoriseEach, authoriseReport, authoriseSystem } from '../powers.js';
import { rules } from '../rules/testing.js';
import { calendars, NOW, people, units, type PersonName } from '../testing.js';

export type Who = PersonName | Extract<SystemRole, 'import' | 'resident' | 'process'>;

/** What came of a command: facts in the name of somebody, or a no. */
export type Answer =
  | { readonly actor: Actor; readonly events: readonly CaseEvent[]; readonly refusal?: undefined }
  | { readonly actor?: undefined; readonly events: readonly []; readonly refusal: Rejection };

export type Attempt = Answer & {
  readonly who: Who;
  readonly caseId: string;
  readonly command: CaseCommand;
  readonly now: number;
  readonly before: Case;
  readonly after: Case;
  /** What the same command answers right after. */
  readonly again: Answer;
};

/** A command that an event has caused, and the one to send when it is refused. */
interface Relay {
  readonly caseId: string;
  readonly command: CaseCommand;
  readonly undo?: Relay;
}

/**
 * Several cases at once, each command through powers, decision and fold, as the desk does it; and the engine's own
 * processes, which come when they are called: late, if the walk wills it. Every value is frozen as it appears.
 */
export class World {
  readonly cases = new Map<string, Case>();
  readonly attempts: Attempt[] = [];
  now = NOW;
  private readonly waiting: Relay[] = [];

  act(who: Who, caseId: string, command: CaseCommand): Attempt {
    const before = this.stateOf(caseId);
    const answer = this.ask(who, caseId, deepFreeze(command));
    const after = answer.events.reduce<Case>((state, event) => deepFreeze(evolve(state, event)), before);
    this.cases.set(caseId, after);
    const again = this.ask(who, caseId, command);
    const attempt = { ...answer, who, caseId, command, now: this.now, before, after, again };
    this.attempts.push(attempt);
    this.waiting.push(...answer.events.flatMap((event) => relaysOf(event, caseId)));
    return attempt;
  }

  /** The answer to a command, without giving it. */
  ask(who: Who, caseId: string, command: CaseCommand): Answer {
    const state = this.stateOf(caseId);
    const other = command.type === 'Merge' ? this.stateOf(command.data.into) : noCase;
    const moment = { now: this.now, present: this.now, units, rules, calendars, caseId, other };
    const { stackTraceLimit } = Error;
    // A refusal is an everyday answer here; its stack would cost more than the decision.
    Error.stackTraceLimit = 0;
    try {
      return deepFreeze(decideInTurn(command, state, actorsFor(who, command, state, other), moment));
    } catch (refusal) {
      if (refusal instanceof Rejection) return { events: [], refusal };
      throw refusal;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  /** The engine's processes do what waits for them, in the order of the log. */
  settle(): void {
    for (let relay = this.waiting.shift(); relay; relay = this.waiting.shift()) {
      const { refusal } = this.act('process', relay.caseId, relay.command);
      if (refusal && relay.undo) this.act('process', relay.undo.caseId, relay.undo.command);
    }
  }

  /** Every alarm that is due rings, in the order of time. */
  ring(): void {
    for (const [caseId, state] of this.cases) {
      if (state === 'none') continue;
      for (const { name, version, alarm } of Object.values(state.clock.running)) {
        if (!alarm || Date.parse(alarm.at) > this.now) continue;
        this.act('process', caseId, { type: 'FireDeadline', data: { name, version, lane: 'alarm' } });
      }
    }
  }

  stateOf(caseId: string): Case {
    return this.cases.get(caseId) ?? noCase;
  }

  /** The whole story, a line for every command: what a failing property prints. */
  [fc.toStringMethod](): string {
    const lines = this.attempts.map(({ who, caseId, command, events, refusal }) => {
      const outcome = refusal?.code ?? (events.map(({ type }) => type).join(', ') || 'nothing');
      return `${who} ${command.type} ${caseId} ${JSON.stringify(command.data)} → ${outcome}`;
    });
    return `\n${lines.join('\n')}\n`;
  }
}

function actorsFor(who: Who, command: CaseCommand, state: Case, other: Case): readonly [Actor, ...Actor[]] {
  if (who === 'import' || who === 'resident' || who === 'process')
    return [authoriseSystem(who, command.type)];
  const positions: readonly Position[] = people[who];
  if (command.type === 'ReportCase' || command.type === 'SettleOnSpot')
    return [authoriseReport(who, positions, command, units)];
  if (other !== noCase) authoriseEach(who, positions, command, other, units);
  return authoriseEach(who, positions, command, state, units);
}

/** What merges, withdrawals and splits set going in other cases. */
function relaysOf(event: CaseEvent, caseId: string): readonly Relay[] {
  if (event.type === 'CaseMerged') {
    const { into, ...linked } = event.data;
    const link: CaseCommand = { type: 'LinkDuplicate', data: { duplicate: caseId, ...linked } };
    return [{ caseId: into, command: link, undo: unmergeOf(caseId, into) }];
  }
  if (event.type === 'CaseUnmerged') {
    const { from, reporters } = event.data;
    return [{ caseId: from, command: { type: 'UnlinkDuplicate', data: { duplicate: caseId, reporters } } }];
  }
  if (event.type === 'DuplicateUnlinked') {
    const { into, ...gone } = event.data;
    const command: CaseCommand = { type: 'UnlinkDuplicate', data: { ...gone, nested: true } };
    return into === undefined ? [] : [{ caseId: into, command }];
  }
  if (event.type === 'CaseWithdrawn' || event.type === 'CaseRejected')
    return (event.data.releases ?? []).map((duplicate) => unmergeOf(duplicate, caseId));
  if (event.type === 'ClockPaused' || event.type === 'ClockResumed') {
    const command: CaseCommand =
      event.type === 'ClockPaused'
        ? { type: 'PauseWithParent', data: { until: event.data.until } }
        : { type: 'ResumeWithParent', data: {} };
    return (event.data.parts ?? []).map((part) => ({ caseId: part, command }));
  }
  if (event.type === 'CaseSplit') {
    const { children, ...inherited } = event.data;
    return children.map(({ caseId: id, ...child }) => ({
      caseId: id,
      command: { type: 'ReportCase', data: { ...inherited, ...child, channel: 'split', parent: caseId } },
    }));
  }
  return [];
}

function unmergeOf(caseId: string, from: string): Relay {
  return { caseId, command: { type: 'Unmerge', data: { from } } };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
