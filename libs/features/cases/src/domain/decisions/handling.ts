import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import type { Case } from '../case.state.js';
import { personsOf, type CaseContext } from '../context.js';
import { refuse } from '../rejections.js';
import { inHand, nothingPending, open, openUnit, standing } from './guards.js';
import { waitingOver } from './pausing.js';

export function recordFirstContact(
  { data }: CommandOf<'RecordFirstContact'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  inHand(state);
  return [{ type: 'FirstContactMade', data: { ...data, handlers: personsOf(context) } }];
}

/** 加派: the lead answers for the whole, the helper for its part. */
export function addHelper(
  { data }: CommandOf<'AddHelper'>,
  state: Case,
  { units, now }: CaseContext,
): CaseEvent[] {
  const found = inHand(state);
  const { id } = openUnit(data.unit, units);
  if (id === found.custody.holder) throw refuse('target-is-holder');
  if (found.helpers[id] === 'working') throw refuse('helper-exists');
  if (data.due !== undefined && Date.parse(data.due) <= now) throw refuse('due-date-passed');
  return [{ type: 'HelperAdded', data: { ...data, ...standing(id, units) } }];
}

export function completeHelp(
  { data }: CommandOf<'CompleteHelp'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = inHand(state);
  const unit = context.actor.unit ?? data.unit ?? '';
  const stage = Object.hasOwn(found.helpers, unit) ? found.helpers[unit] : undefined;
  if (stage === undefined) throw refuse('not-a-helper');
  if (stage === 'done') return [];
  return [{ type: 'HelpCompleted', data: { unit, handlers: personsOf(context), result: data.result } }];
}

export function addNote({ data }: CommandOf<'AddNote'>, state: Case): CaseEvent[] {
  open(state);
  return [{ type: 'NoteAdded', data }];
}

/** 办结: the internal account and a draft of the public reply; the case goes to a verifier who had no part in it. */
export function reportHandled(
  { data }: CommandOf<'ReportHandled'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = inHand(state);
  const { offer, pendingReturn } = found.custody;
  // What was raised upwards and not signed for there is overtaken: the unit that answers has done the work.
  if (pendingReturn || offer?.kind !== 'escalation') nothingPending(found);
  const working = Object.keys(found.helpers).filter((unit) => found.helpers[unit] === 'working');
  if (working.length > 0) throw refuse('helpers-working', { details: { units: working } });
  const handed: CaseEvent = { type: 'HandlingReported', data: { ...data, handlers: personsOf(context) } };
  return [...waitingOver(found), handed];
}

/** One of several dates of the matter is met: work has stopped, the penalty is issued. */
export function completeStep(
  { data: { step, account } }: CommandOf<'CompleteStep'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = inHand(state);
  const steps = context.rules.types.get(found.serviceType)?.steps ?? [];
  if (!steps.some(({ code }) => code === step))
    throw refuse('unknown-step', { details: { steps: steps.map(({ code }) => code) } });
  if (found.clock.stepsDone.includes(step)) return [];
  return [{ type: 'StepCompleted', data: { step, handlers: personsOf(context), account } }];
}
