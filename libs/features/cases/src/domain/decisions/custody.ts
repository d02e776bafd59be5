import { isWithin, type Rejection, type UnitTree } from '#kernel';
import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import type { Case, ExistingCase, HandOver } from '../case.state.js';
import { isSystem, personsOf, type CaseContext } from '../context.js';
import { DUTY } from '../power-list.js';
import { refuse } from '../rejections.js';
import { seatsOf } from '../seats.js';
import { hasDutyOfficers } from './desks.js';
import { inHand, nothingPending, open, openUnit, standing, ticking } from './guards.js';

export function offerCustody(
  { data }: CommandOf<'OfferCustody'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = ticking(state);
  const { offer, pendingReturn } = found.custody;
  if (offer?.to === data.to && !pendingReturn) return [];
  // An offer that nobody signs gives way to another; only what was raised upwards waits for its answer.
  if (pendingReturn || offer?.kind === 'escalation') nothingPending(found);
  const from = found.custody.holder;
  const to = openUnit(data.to, context.units);
  if (to.id === from) throw refuse('target-is-holder');
  if (isWithin(context.units, from, to.id)) throw refuse('use-escalation');
  withinReach(to.id, context);
  const dispatcher = context.actor.unit ?? from;
  if (!isSystem(context.actor) && to.parent !== dispatcher && data.reason === undefined)
    throw refuse('reason-missing');
  return [offered(found, to.id, 'dispatch', context, data.reason)];
}

/** 签收: from now on the target answers. */
export function acceptCustody(_: CommandOf<'AcceptCustody'>, state: Case, context: CaseContext): CaseEvent[] {
  const found = inHand(state);
  const { offer, pendingReturn, hops, holder } = found.custody;
  if (pendingReturn) throw refuse('return-pending');
  if (offer) return [{ type: 'CustodyAccepted', data: { unit: offer.to, handlers: personsOf(context) } }];
  if (hops > 0 && context.actor.unit === holder) return [];
  throw refuse('no-offer');
}

export function requestReturn(
  { data }: CommandOf<'RequestReturn'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = ticking(state);
  const { offer, chain, holder, pendingReturn, returns } = found.custody;
  if (pendingReturn) {
    if (pendingReturn.unit === (context.actor.unit ?? pendingReturn.unit)) return [];
    throw refuse('return-pending');
  }
  if (returns >= context.rules.policy.returns) throw refuse('returns-exhausted');
  if (data.suggestedUnit !== undefined) openUnit(data.suggestedUnit, context.units);
  const handOver = offer ?? chain.at(-1);
  if (handOver === undefined) throw refuse('nothing-to-return');
  const unit = offer?.to ?? holder;
  // What came up from below is answered or sent down, not returned.
  if (isWithin(context.units, handOver.from, unit)) throw refuse('nothing-to-return');
  return [
    { type: 'ReturnRequested', data: { ...data, unit, decideBy: judge(handOver.by, returns, context) } },
  ];
}

export function decideReturn(
  { data }: CommandOf<'DecideReturn'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = open(state);
  const pending = found.custody.pendingReturn;
  if (!pending) throw refuse('no-return-pending');
  if (!data.granted) {
    if (data.text === undefined) throw refuse('text-missing');
    const final = found.custody.returns >= context.rules.policy.returns;
    return [{ type: 'ReturnRefused', data: { unit: pending.unit, final, text: data.text } }];
  }
  const holder = pending.offer?.from ?? found.custody.chain.at(-1)?.from ?? pending.decideBy;
  const granted: CaseEvent = {
    type: 'ReturnGranted',
    data: { unit: pending.unit, holder, ...(data.text && { text: data.text }) },
  };
  return data.next === undefined || data.next === holder
    ? [granted]
    : [granted, redirected(holder, data.next, pending.unit, context)];
}

export function offered(
  { custody }: ExistingCase,
  to: string,
  kind: 'dispatch' | 'escalation' | 'send-down',
  context: CaseContext,
  reason?: Extract<CaseEvent, { type: 'CustodyOffered' }>['data']['reason'],
): CaseEvent {
  return {
    type: 'CustodyOffered',
    data: { ...handOver(custody.holder, context), ...target(to, context), kind, ...(reason && { reason }) },
  };
}

/** Below the actor's own unit, or an external unit attached to it or above it. */
function withinReach(to: string, { actor, units }: CaseContext): void {
  if (actor.unit === undefined || isWithin(units, to, actor.unit)) return;
  const target = units.unit(to);
  const attachedAbove =
    target?.level === 'external' && units.pathOf(actor.unit).includes(target.parent ?? '');
  if (!attachedAbove) throw outOfReach(to, actor.unit, units);
}

/** The nearest level above both may hand the case from one to the other. */
export function outOfReach(to: string, from: string, units: UnitTree): Rejection {
  const common = units.pathOf(from).findLast((unit) => isWithin(units, to, unit));
  const whoMay = common === undefined ? [] : seatsOf(DUTY, common, 'there-or-above', units);
  return refuse('target-out-of-reach', { whoMay });
}

function target(to: string, { units }: CaseContext) {
  const { path, level } = standing(to, units);
  return { to, toPath: path, toLevel: level };
}

function redirected(from: string, to: string, returnedBy: string, context: CaseContext): CaseEvent {
  openUnit(to, context.units);
  if (to === returnedBy) throw refuse('target-is-holder');
  withinReach(to, context);
  return {
    type: 'CustodyOffered',
    data: { ...handOver(from, context), ...target(to, context), kind: 'redirect' },
  };
}

/** An import has no unit of its own: it acts for the holder. */
function handOver(from: string, { actor }: CaseContext): HandOver {
  return { from, by: actor.unit ?? from };
}

/** First return: the level that dispatched. Second return: arbitration one level above it (the root judges for itself). */
function judge(dispatcher: string, returns: number, { units }: CaseContext): string {
  const desks = units.pathOf(dispatcher).filter((id) => hasDutyOfficers(units.unit(id)));
  const own = desks.at(-1) ?? dispatcher;
  return returns === 0 ? own : (desks.at(-2) ?? own);
}
