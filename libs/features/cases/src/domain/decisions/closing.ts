import { fitsLevel, momentText, type UnitTree } from '#kernel';
import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, reportersOf, type Case, type ExistingCase } from '../case.state.js';
import { isSystem, type CaseContext } from '../context.js';
import { whoMayGive } from '../powers.js';
import { refuse } from '../rejections.js';
import { at, existing, notAHandler, open, released, standing } from './guards.js';
import { waitingOver } from './pausing.js';

const DAY = 86_400_000;

export function verify(command: CommandOf<'Verify'>, state: Case, context: CaseContext): CaseEvent[] {
  const { data } = command;
  const found = at(state, 'verifying');
  notAHandler(command, found, context);
  const recorded: CaseEvent = { type: 'VerificationRecorded', data };
  return data.ok ? [recorded] : [recorded, { type: 'ReworkOrdered', data: { reason: 'verification' } }];
}

export function callBack(command: CommandOf<'CallBack'>, state: Case, context: CaseContext): CaseEvent[] {
  const { rework = false, reporter = 'own', ...said } = command.data;
  const found = at(state, 'calling-back');
  notAHandler(command, found, context);
  const { holder } = found.custody;
  if (context.actor.unit === holder && anotherUnitCalls(found, context.units))
    throw refuse('own-unit', { whoMay: whoMayGive(command, found, context.units, holder) });
  if (!Object.hasOwn(found.callBacks, reporter)) throw refuse('unknown-reporter', { details: { reporter } });
  if (said.reached && said.solved === undefined) throw refuse('answer-missing');
  if (!said.reached && (said.solved ?? said.satisfied) !== undefined) throw refuse('answer-unheard');
  const attempts = (found.callBacks[reporter]?.attempts ?? 0) + 1;
  const exhausted = !said.reached && attempts >= context.rules.policy.callBackAttempts;
  const recorded: CaseEvent = {
    type: 'CallbackRecorded',
    data: { reporter, ...said, ...(exhausted && { exhausted }) },
  };
  if (!rework || said.solved !== false) return [recorded];
  return [recorded, { type: 'ReworkOrdered', data: { reason: 'call-back' } }];
}

/** At the top of the grid there is no other unit: there another person of the same one has to do. */
function anotherUnitCalls({ acceptedBy, origin, custody }: ExistingCase, units: UnitTree): boolean {
  const path = units.pathOf(acceptedBy ?? origin);
  return path.some((id) => id !== custody.holder && fitsLevel('call-back-officer', units.unit(id)?.level));
}

/** 结案 by the level that took the case up, once every reporter was called back. */
export function closeCase(command: CommandOf<'CloseCase'>, state: Case, context: CaseContext): CaseEvent[] {
  const { data } = command;
  if (existing(state).lifecycle.stage === 'closed') return [];
  const found = at(state, 'calling-back');
  notAHandler(command, found, context);
  const missing = reportersOf(found).filter((reporter) => !calledBack(found, reporter, context));
  if (missing.length > 0) throw refuse('call-backs-missing', { details: { reporters: missing } });
  const outcome = data.outcome ?? found.proposal?.outcome ?? 'solved';
  const reply = data.publicReply ?? found.proposal?.reply;
  const closed: CaseEvent = {
    type: 'CaseClosed',
    data: { outcome, onSpot: false, reopenUntil: reopenUntil(context) },
  };
  return reply ? [closed, { type: 'PublicReplyPublished', data: { reply } }] : [closed];
}

export function withdraw({ data }: CommandOf<'Withdraw'>, state: Case): CaseEvent[] {
  if (existing(state).lifecycle.stage === 'withdrawn') return [];
  const found = open(state);
  return [...waitingOver(found), { type: 'CaseWithdrawn', data: { ...data, ...released(found) } }];
}

export function requestReopen(
  { data }: CommandOf<'RequestReopen'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = ended(state);
  if (found.reopenRequested) return [];
  const { lifecycle } = found;
  const late = lifecycle.stage === 'closed' && context.now > Date.parse(lifecycle.reopenUntil);
  if (late && data.grounds !== 'new-facts') throw refuse('reopen-window-over');
  return [{ type: 'ReopenRequested', data }];
}

/** Back to the unit that closed it, or to the nearest one above that still exists. */
export function reopen({ data }: CommandOf<'Reopen'>, state: Case, { units }: CaseContext): CaseEvent[] {
  const found = ended(state);
  if (!found.reopenRequested) throw refuse('no-reopen-request');
  const path = units.pathOf(found.custody.holder);
  const unit = path.findLast((id) => units.unit(id)?.open) ?? found.custody.holder;
  return [{ type: 'CaseReopened', data: { ...data, unit, ...standing(unit, units) } }];
}

export function reopenUntil({ now, rules }: CaseContext): string {
  return momentText(now + rules.policy.reopenDays * DAY);
}

function ended(state: Case): ExistingCase {
  const found = existing(state);
  if (found.lifecycle.stage === 'merged')
    throw refuse('case-merged', { details: { into: found.lifecycle.into } });
  if (isOpen(found)) throw refuse('wrong-stage', { details: { stage: found.lifecycle.stage } });
  return found;
}

/** An import has no record of calls: the file's own closing stands for them. */
function calledBack(state: ExistingCase, reporter: string, { actor, rules }: CaseContext): boolean {
  const call = state.callBacks[reporter];
  const tried = call !== undefined && (call.reached || call.attempts >= rules.policy.callBackAttempts);
  return tried || (isSystem(actor) && call !== undefined && call.attempts > 0);
}
