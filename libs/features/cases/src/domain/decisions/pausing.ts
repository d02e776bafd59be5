import { momentText, remainingOf, type Remaining } from '#kernel';
import type { CaseEvent, PauseReason } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import { wantedDeadlines } from '../clock/wanted.js';
import { isSystem, personsOf, type CaseContext } from '../context.js';
import { whoMayGive } from '../powers.js';
import { refuse } from '../rejections.js';
import { deskFor } from './desks.js';
import { existing, nothingPending, open, ticking } from './guards.js';

const DAY = 86_400_000;

/** 挂账: not now, for a season or a reason that lies outside; two desks approve, and a date says when it is looked at. */
export function shelve({ data }: CommandOf<'Shelve'>, state: Case, context: CaseContext): CaseEvent[] {
  const found = ticking(state);
  if (found.clock.shelving) return [];
  nothingPending(found);
  const latest = context.now + context.rules.policy.shelvingDays * DAY;
  const reviewOn = Date.parse(data.reviewOn);
  if (!(reviewOn > context.now && reviewOn <= latest))
    throw refuse('review-date-out-of-range', { details: { latest: momentText(latest) } });
  const unit = found.custody.holder;
  const decideBy = deskFor(unit, context.units);
  return [{ type: 'ShelvingRequested', data: { ...data, reviewOn: momentText(reviewOn), unit, decideBy } }];
}

/** Two approvals, by two persons: the second one level above the unit that gave the first, while there is one. */
export function decideShelving(
  command: CommandOf<'DecideShelving'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const { data } = command;
  const found = open(state);
  const { shelving } = found.clock;
  if (!shelving) throw refuse('no-shelving-pending');
  const unit = context.actor.unit ?? shelving.decideBy;
  const text = data.text && { text: data.text };
  if (!data.granted) {
    if (!text) throw refuse('text-missing');
    return [{ type: 'ShelvingRefused', data: { unit, ...text } }];
  }
  if (shelving.approvedBy === undefined) {
    const decideBy = deskFor(unit, context.units);
    const approvers = personsOf(context);
    return [{ type: 'ShelvingApproved', data: { unit, approvers, decideBy, ...text } }];
  }
  if (personsOf(context).some((person) => shelving.approvers.includes(person)))
    throw refuse('approved-already', { whoMay: whoMayGive(command, found, context.units) });
  ticking(found);
  const { reviewOn, publicReason } = shelving;
  if (Date.parse(reviewOn) <= context.now)
    throw refuse('review-date-out-of-range', { details: { reviewOn } });
  return [
    { type: 'CaseShelved', data: { unit, reviewOn, publicReason, ...text } },
    paused(found, 'shelved', reviewOn, context),
  ];
}

export function unshelve({ data }: CommandOf<'Unshelve'>, state: Case): CaseEvent[] {
  const found = open(state);
  if (found.clock.pause?.reason !== 'shelved') throw refuse('not-shelved');
  const reason = data.reason && { reason: data.reason };
  return [{ type: 'CaseUnshelved', data: { by: 'unit', ...reason } }, resumed(found, 'shelved')];
}

/** The clock stands while the resident is asked, for so many days at the most. */
export function askResident(
  { data: { question, days } }: CommandOf<'AskResident'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = ticking(state);
  nothingPending(found);
  const most = context.rules.policy.answerDays;
  if (days !== undefined && !(days > 0 && days <= most))
    throw refuse('answer-time-out-of-range', { details: { most } });
  const until = momentText(context.now + (days ?? most) * DAY);
  return [
    { type: 'ResidentAsked', data: { unit: found.custody.holder, until, question } },
    paused(found, 'waiting-resident', until, context),
  ];
}

export function recordResidentAnswer(
  { data }: CommandOf<'RecordResidentAnswer'>,
  state: Case,
  { actor }: CaseContext,
): CaseEvent[] {
  const found = open(state);
  if (found.clock.pause?.reason !== 'waiting-resident') throw refuse('nothing-asked');
  const by = isSystem(actor) && actor.role === 'resident' ? 'resident' : 'unit';
  return [
    { type: 'ResidentAnswered', data: { by, answer: data.answer } },
    resumed(found, 'waiting-resident'),
  ];
}

/** Parts stand while the case they were split from is shelved. */
export function pauseWithParent(
  { data }: CommandOf<'PauseWithParent'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = existing(state);
  const { stage } = found.lifecycle;
  const stands = stage !== 'accepted' && stage !== 'handling';
  if (!isOpen(found) || stands || found.clock.pause || Date.parse(data.until) <= context.now) return [];
  return [paused(found, 'with-parent', data.until, context)];
}

export function resumeWithParent(_: CommandOf<'ResumeWithParent'>, state: Case): CaseEvent[] {
  const found = existing(state);
  const isPaused = isOpen(found) && found.clock.pause?.reason === 'with-parent';
  return isPaused ? [resumed(found, 'with-parent')] : [];
}

/** Work that is handed in, and a case that ends, wait for nothing any more. */
export function waitingOver(state: ExistingCase): CaseEvent[] {
  const { pause } = state.clock;
  return pause ? [resumed(state, pause.reason)] : [];
}

export function resumed(state: ExistingCase, reason: PauseReason): CaseEvent {
  return { type: 'ClockResumed', data: { reason, ...parts(state, reason) } };
}

/** What was split off stands with a case that is put aside; a question to the resident is the case's own. */
function parts({ children }: ExistingCase, reason: PauseReason): { readonly parts?: readonly string[] } {
  return children.length === 0 || reason === 'waiting-resident' ? {} : { parts: children };
}

function paused(
  state: ExistingCase,
  reason: PauseReason,
  until: string,
  { now, calendars, rules }: CaseContext,
): CaseEvent {
  const still: ExistingCase = { ...state, clock: { ...state.clock, pause: { reason, until } } };
  const runsOn = new Set(wantedDeadlines(still, rules).map(({ name }) => name));
  const remaining: Record<string, Remaining> = {};
  for (const { name, path, due, limit } of Object.values(state.clock.running)) {
    if (runsOn.has(name)) continue;
    remaining[name] = remainingOf(calendars.for(path), now, Date.parse(due), limit);
  }
  return { type: 'ClockPaused', data: { reason, until, remaining, ...parts(state, reason) } };
}
