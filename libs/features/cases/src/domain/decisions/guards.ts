import type { Level, Unit, UnitTree } from '#kernel';
import { isOpen, type Case, type ExistingCase, type Stage } from '../case.state.js';
import { personsOf, type CaseContext } from '../context.js';
import type { CommandToCase } from '../power-list.js';
import { whoMayGive } from '../powers.js';
import { refuse } from '../rejections.js';

export function existing(state: Case): ExistingCase {
  if (state === 'none') throw refuse('case-not-found');
  return state;
}

export function open(state: Case): ExistingCase {
  const found = existing(state);
  if (found.lifecycle.stage === 'merged') {
    throw refuse('case-merged', { details: { into: found.lifecycle.into } });
  }
  if (!isOpen(found)) throw refuse('case-final', { details: { stage: found.lifecycle.stage } });
  return found;
}

export function at(state: Case, ...stages: readonly Stage[]): ExistingCase {
  const found = open(state);
  if (stages.includes(found.lifecycle.stage)) return found;
  throw refuse('wrong-stage', { details: { stage: found.lifecycle.stage, expected: stages } });
}

/** Taken up and not yet handed in: the time in which units work on it. */
export function inHand(state: Case): ExistingCase {
  return at(state, 'accepted', 'handling');
}

/** In hand, and its clock runs: while it waits it goes to nobody else. */
export function ticking(state: Case): ExistingCase {
  const found = inHand(state);
  const { pause } = found.clock;
  if (pause) throw refuse('clock-paused', { details: { reason: pause.reason, until: pause.until } });
  return found;
}

export function nothingPending(state: ExistingCase): void {
  if (state.custody.pendingReturn) throw refuse('return-pending');
  if (state.custody.offer) throw refuse('hand-over-pending', { details: { to: state.custody.offer.to } });
}

export function openUnit(id: string, units: UnitTree): Unit {
  const unit = units.unit(id);
  if (!unit?.open) throw refuse('unknown-unit', { details: { unit: id } });
  return unit;
}

/** Where a unit stands now, for an event to remember. */
export function standing(
  id: string,
  units: UnitTree,
): { readonly path: readonly string[]; readonly level: Level } {
  return { path: units.pathOf(id), level: units.unit(id)?.level ?? 'external' };
}

/** What ends for this case's own reporter does not end for those whose cases were merged into it. */
export function released({ duplicates }: ExistingCase): { readonly releases?: readonly string[] } {
  return duplicates.length === 0 ? {} : { releases: duplicates };
}

/** Separation of duties: neither the handler nor his deputy, nor the one a handler acted for. */
export function notAHandler(command: CommandToCase, state: ExistingCase, context: CaseContext): void {
  if (personsOf(context).some((person) => state.handlers.includes(person)))
    throw refuse('handler-not-allowed', { whoMay: whoMayGive(command, state, context.units) });
}
