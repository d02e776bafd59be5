import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import { personsOf, type CaseContext } from '../context.js';
import { whoMayGive } from '../powers.js';
import { refuse } from '../rejections.js';
import { supervisionFor } from './desks.js';
import { existing, open } from './guards.js';

/** 督办 by hand: a supervisor asks the unit that answers now to put it right, one level above the last unless he says so. */
export function raiseSupervision(
  { data }: CommandOf<'RaiseSupervision'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = open(state);
  const unit = found.custody.holder;
  const reached = levelAgainst(unit, found);
  const level = data.level ?? reached + 1;
  if (reached >= level) throw refuse('supervised-already', { details: { level: reached } });
  const { unit: desk } = context.actor;
  const raised = { level, by: 'supervisor', grounds: data.grounds } as const;
  const byHand = desk !== undefined && { raisers: personsOf(context), desk };
  return [{ type: 'SupervisionRaised', data: { ...aimedAt(unit, context), ...raised, ...byHand } }];
}

/** 整改: the unit says what it has put right. */
export function reportRectification(
  { data }: CommandOf<'ReportRectification'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const { status, unit } = supervised(state);
  if (status === 'rectifying') return [];
  const account = { handlers: personsOf(context), account: data.account };
  return [{ type: 'RectificationReported', data: { ...aimedAt(unit, context), ...account } }];
}

/** The unit contests it; who decides sits above the unit and, while there is a desk, above those who raised it. */
export function appealSupervision(
  { data }: CommandOf<'AppealSupervision'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const { status, unit, level, contested, desk = unit } = supervised(state);
  if (status === 'appealed') return [];
  if (contested === level) throw refuse('appealed-already', { details: { level } });
  const decideBy = supervisionFor(desk, context.units);
  return [
    { type: 'SupervisionAppealed', data: { ...aimedAt(unit, context), grounds: data.grounds, decideBy } },
  ];
}

/** Never by those who raised it: they may clear it, as long as nobody else has decided. */
export function decideAppeal(
  command: CommandOf<'DecideAppeal'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = open(state);
  const { status, unit, raisers = [] } = supervised(found);
  if (status !== 'appealed') throw refuse('no-appeal');
  if (personsOf(context).some((person) => raisers.includes(person)))
    throw refuse('own-supervision', { whoMay: whoMayGive(command, found, context.units) });
  const { upheld, text } = command.data;
  const aimed = aimedAt(unit, context);
  const decided: CaseEvent = { type: 'AppealDecided', data: { ...aimed, upheld, text } };
  return upheld ? [decided, { type: 'SupervisionCleared', data: { ...aimed, by: 'appeal' } }] : [decided];
}

export function clearSupervision(
  { data: { text } }: CommandOf<'ClearSupervision'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const { supervision } = open(state);
  if (supervision.level === 0) return [];
  const aimed = aimedAt(supervised(state).unit, context);
  return [{ type: 'SupervisionCleared', data: { ...aimed, by: 'supervisor', ...(text && { text }) } }];
}

/** A supervisor's word on a case, also after its end. */
export function commentOnSupervision({ data }: CommandOf<'CommentOnSupervision'>, state: Case): CaseEvent[] {
  existing(state);
  return [{ type: 'SupervisionCommented', data: { text: data.text } }];
}

/** Nothing has happened to it for so many working days. What waits on purpose is not silent. */
export function flagSilence(
  { data }: CommandOf<'FlagSilence'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = existing(state);
  if (!isOpen(found) || found.clock.pause || found.supervision.silentSince === data.since) return [];
  return [{ type: 'CaseFellSilent', data: { ...aimedAt(found.custody.holder, context), ...data } }];
}

/** The level that a unit has reached: that of a unit which no longer answers for the case does not cover for it. */
export function levelAgainst(unit: string, { supervision, custody }: ExistingCase): number {
  const { level, unit: aimed = custody.holder } = supervision;
  return aimed === unit || aimed === custody.holder ? level : 0;
}

function supervised(state: Case): ExistingCase['supervision'] & { readonly unit: string } {
  const { supervision, custody } = open(state);
  if (supervision.level === 0) throw refuse('not-supervised');
  return { ...supervision, unit: supervision.unit ?? custody.holder };
}

function aimedAt(unit: string, { units }: CaseContext) {
  return { unit, path: units.pathOf(unit) };
}
