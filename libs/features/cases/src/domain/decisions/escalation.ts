import { isWithin } from '#kernel';
import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import type { Case, ExistingCase } from '../case.state.js';
import type { CaseContext } from '../context.js';
import { refuse } from '../rejections.js';
import { HOLDING } from '../power-list.js';
import { seatsOf } from '../seats.js';
import { offered, outOfReach } from './custody.js';
import { inHand, nothingPending, openUnit, ticking } from './guards.js';

/** Up one level, with a digest and what is asked; an urgent case may skip levels. */
export function escalate({ data }: CommandOf<'Escalate'>, state: Case, context: CaseContext): CaseEvent[] {
  const found = ticking(state);
  const from = found.custody.holder;
  const above = context.units.pathOf(from).filter((id) => id !== from && context.units.unit(id)?.open);
  const next = above.at(-1);
  if (next === undefined) throw refuse('no-level-above');
  const to = data.to ?? next;
  if (found.custody.offer?.kind === 'escalation' && found.custody.offer.to === to) return [];
  nothingPending(found);
  openUnit(to, context.units);
  if (!above.includes(to)) throw outOfReach(to, from, context.units);
  if (to !== next && data.urgent !== true)
    throw refuse('too-high', { whoMay: seatsOf(HOLDING, next, 'there', context.units) });
  const { digest, ask, urgent = false } = data;
  return [
    { type: 'EscalationRaised', data: { from, to, urgent, digest, ask } },
    offered(found, to, 'escalation', context),
  ];
}

/** The upper level answers what was asked. What it has not signed for stays below. */
export function answerEscalation({ data }: CommandOf<'AnswerEscalation'>, state: Case): CaseEvent[] {
  return [answer(inHand(state), data.answer)];
}

/** The upper level hands it (back) down, signed for or not; below, everyone sees the instruction. */
export function sendDown({ data }: CommandOf<'SendDown'>, state: Case, context: CaseContext): CaseEvent[] {
  const found = ticking(state);
  const { holder, offer } = found.custody;
  if (offer?.kind === 'send-down' && offer.to === data.to) return [];
  if (offer?.kind !== 'escalation') nothingPending(found);
  const to = openUnit(data.to, context.units);
  const upper = context.actor.unit ?? found.escalation?.to ?? holder;
  if (to.id === upper || !isWithin(context.units, to.id, upper)) throw refuse('target-not-below');
  const answered = found.escalation ? [answer(found, data.instruction)] : [];
  if (to.id === holder) {
    if (answered.length === 0) throw refuse('target-is-holder');
    return answered;
  }
  return [...answered, offered(found, to.id, 'send-down', context, data.instruction)];
}

function answer(found: ExistingCase, text: CommandOf<'AnswerEscalation'>['data']['answer']): CaseEvent {
  if (!found.escalation) throw refuse('no-escalation');
  const { from, to } = found.escalation;
  return { type: 'EscalationAnswered', data: { from, to, answer: text } };
}
