import { storedClockChange, type CaseEvent } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import type { Urgency } from '#kernel';
import type { Account, Milestone, YesNo } from '../domain/milestone.js';

/** An account that grows, event by event. */
export interface OpenAccount extends Account {
  readonly paths: (readonly string[])[];
  readonly milestones: Milestone[];
}

/** A milestone without its times. */
type Told = Milestone extends infer Each
  ? Each extends readonly [infer Name, number, number, ...infer More]
    ? readonly [Name, ...More]
    : never
  : never;

/** Adds what counts of one more event, if anything does; what a later release has added passes it by. */
export function addTo(account: OpenAccount, stored: StoredEvent): void {
  const facts = factsOf(account, stored);
  if (isSilent(account) && stored.actor.role !== 'process') facts.push(['stirred']);
  record(account, facts, stored);
  record(account, datesOf(account, stored), stored);
}

function record(account: OpenAccount, facts: readonly Told[], stored: StoredEvent): void {
  if (facts.length === 0) return;
  const [at, late] = timesOf(account, stored);
  for (const [name, ...more] of facts) account.milestones.push([name, at, late, ...more] as Milestone);
}

type Teller<Type> = (data: Extract<CaseEvent, { type: Type }>['data'], account: OpenAccount) => Told[];

/** What each event tells; most tell nothing that counts. */
const TELLERS: { readonly [Type in CaseEvent['type']]?: Teller<Type> } = {
  CaseReported: ({ path, urgency }, account) => [['reported', placeOf(account, path), isUrgent(urgency)]],
  CaseAccepted: ({ path, urgency }, account) => [['accepted', placeOf(account, path), isUrgent(urgency)]],
  CaseRejected: () => [['rejected']],
  CustodyOffered: ({ from, toPath, toLevel, kind }, account) => [
    ['offered', unitIn(account, from), placeOf(account, toPath), kind === 'escalation' ? toLevel : 0],
  ],
  CustodyAccepted: ({ unit }, account) => [['signed', unitIn(account, unit)]],
  ReturnGranted: ({ unit, holder }, account) => [
    ['returned', unitIn(account, unit), unitIn(account, holder)],
  ],
  EscalationAnswered: () => [['answered']],
  FirstContactMade: () => [['contacted']],
  HandlingReported: () => [['handled']],
  VerificationRecorded: ({ ok }) => [['verified', yes(ok)]],
  ReworkOrdered: () => [['sent-back']],
  CaseClosed: ({ onSpot }) => [['closed', yes(onSpot)]],
  CaseWithdrawn: () => [['withdrawn']],
  CaseReopened: ({ path }, account) => [['reopened', placeOf(account, path)]],
  CaseMerged: () => [['merged']],
  CaseUnmerged: () => [['unmerged']],
  DeadlineMoved: ({ deadline }, account) => dueOf(account, deadline),
  ClockPaused: ({ remaining }) => [['paused', yes('handle' in remaining)]],
  ClockResumed: () => [['resumed']],
  ExtensionGranted: () => [['extended']],
  CaseFellSilent: () => [['fell-silent']],
};

function factsOf(account: OpenAccount, { type, data }: StoredEvent): Told[] {
  if (!Object.hasOwn(TELLERS, type)) return [];
  const teller = TELLERS[type as CaseEvent['type']] as Teller<string>;
  return teller(data as never, account);
}

/** Of what it has set running. */
function datesOf(account: OpenAccount, stored: StoredEvent): readonly Told[] {
  return storedClockChange(stored)?.armed.flatMap((deadline) => dueOf(account, deadline)) ?? [];
}

/** A deadline is armed again for each rung of its ladder: its date counts when it is another one. */
function dueOf(
  { milestones }: OpenAccount,
  { name, due }: { readonly name: string; readonly due: string },
): Told[] {
  if (name !== 'handle') return [];
  const last = milestones.findLast(([fact]) => fact === 'due' || fact === 'reopened');
  const at = Date.parse(due);
  return last?.[0] === 'due' && last[3] === at ? [] : [['due', at]];
}

/** What an import tells happened when it says; all else when the log recorded it, for no unit dates its own work. */
function timesOf({ milestones }: OpenAccount, stored: StoredEvent): readonly [at: number, late: number] {
  const recorded = Date.parse(stored.recordedAt);
  const happened = stored.actor.role === 'import' ? Date.parse(stored.occurredAt) : recorded;
  const at = Math.max(Math.min(happened, recorded), milestones.at(-1)?.[1] ?? happened);
  return [at, Math.max(0, recorded - at)];
}

function isSilent({ milestones }: OpenAccount): boolean {
  return milestones.findLast(([fact]) => fact === 'fell-silent' || fact === 'stirred')?.[0] === 'fell-silent';
}

/** A unit that the case has met already. */
function unitIn(account: OpenAccount, id: string): number {
  const place = account.paths.findLastIndex((path) => path.at(-1) === id);
  return place < 0 ? placeOf(account, [id]) : place;
}

/** Where the path stands in the account's list; it joins the list when it is new. */
function placeOf({ paths }: OpenAccount, path: readonly string[]): number {
  const place = paths.findIndex((known) => isSame(known, path));
  return place < 0 ? paths.push(path) - 1 : place;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

function isUrgent(urgency: Urgency): YesNo {
  return yes(urgency !== 'ordinary');
}

function yes(is: boolean): YesNo {
  return is ? 1 : 0;
}
