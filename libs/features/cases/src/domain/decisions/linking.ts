import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, reportersOf, type Case, type ExistingCase } from '../case.state.js';
import type { CaseContext } from '../context.js';
import { refuse } from '../rejections.js';
import { sameFamily } from '../service-family.js';
import { existing, inHand, open, openUnit } from './guards.js';

/** 并案: nothing moves; the case points to the other, and its reporters are called back there. */
export function merge(
  { data }: CommandOf<'Merge'>,
  state: Case,
  { caseId, other }: CaseContext,
): CaseEvent[] {
  const { lifecycle } = existing(state);
  if (lifecycle.stage === 'merged' && lifecycle.into === data.into) return [];
  const found = open(state);
  if (data.into === caseId) throw refuse('merge-with-itself');
  if (other === undefined || other === 'none')
    throw refuse('case-not-found', { details: { caseId: data.into } });
  if (!isOpen(other)) throw refuse('target-not-open');
  if (!sameFamily(found.serviceType, other.serviceType)) throw refuse('other-family');
  const due = found.clock.running.handle?.due;
  const reporters = reportersAs(caseId, found);
  return [{ type: 'CaseMerged', data: { into: data.into, reporters, ...(due !== undefined && { due }) } }];
}

export function unmerge({ data }: CommandOf<'Unmerge'>, state: Case, { caseId }: CaseContext): CaseEvent[] {
  const found = existing(state);
  const { reason, from } = data;
  const into = found.lifecycle.stage === 'merged' ? found.lifecycle.into : undefined;
  if (from !== undefined && from !== into) return [];
  if (into === undefined) throw refuse('not-merged');
  const reporters = reportersAs(caseId, found);
  return [{ type: 'CaseUnmerged', data: { from: into, reporters, ...(reason && { reason }) } }];
}

/** The other half of a merge, sent by the process; a target that has ended meanwhile says no, and the merge is undone. */
export function linkDuplicate({ data }: CommandOf<'LinkDuplicate'>, state: Case): CaseEvent[] {
  const found = existing(state);
  if (found.duplicates.includes(data.duplicate)) return [];
  if (!isOpen(found)) throw refuse('target-not-open');
  return [{ type: 'DuplicateLinked', data }];
}

export function unlinkDuplicate({ data }: CommandOf<'UnlinkDuplicate'>, state: Case): CaseEvent[] {
  const { callBacks, duplicates, lifecycle } = existing(state);
  const { nested = false, ...gone } = data;
  // Merged into this case itself in the meantime, it stays.
  if (!Object.hasOwn(callBacks, gone.duplicate) || (nested && duplicates.includes(gone.duplicate))) return [];
  const onward = lifecycle.stage === 'merged' ? { into: lifecycle.into } : {};
  return [{ type: 'DuplicateUnlinked', data: { ...gone, ...onward } }];
}

/** 拆分: the process files the children; what becomes of the parent does not touch them. */
export function split({ data }: CommandOf<'Split'>, state: Case, { units, rules }: CaseContext): CaseEvent[] {
  const found = inHand(state);
  const children = data.children.filter(({ caseId }) => !found.children.includes(caseId));
  if (children.length === 0) return [];
  if (found.children.length + children.length > rules.policy.children) throw refuse('too-many-children');
  for (const child of children) {
    openUnit(child.unit, units);
    if (!rules.types.has(child.serviceType)) throw refuse('unknown-service-type');
  }
  const { urgency, reporter, identityProtected } = found;
  return [{ type: 'CaseSplit', data: { children, urgency, reporter, identityProtected } }];
}

/** Its own reporter under its id, and those of its duplicates. */
function reportersAs(caseId: string, state: ExistingCase): readonly string[] {
  return reportersOf(state).map((reporter) => (reporter === 'own' ? caseId : reporter));
}
