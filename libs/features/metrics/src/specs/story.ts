import type { StoredEvent } from '#event-store';
import type { CaseEvent, Deadline } from '#cases/messages';
import type { Actor } from '#kernel';
import { levelOf, units, type UnitId } from './small-grid.js';
import { storedAs } from './stored.js';

const sealed = { subject: 'case:1', box: '' };

/** A place on the unit's own line: its id, its path and its level as events carry them. */
function placed(unit: UnitId) {
  return { unit, path: units.pathOf(unit), level: levelOf(unit) };
}

/** Events of a case, by what they say. */
export const said = {
  reported: (unit: UnitId, urgency: 'ordinary' | 'urgent' = 'ordinary'): CaseEvent => ({
    type: 'CaseReported',
    data: {
      serviceType: '050301',
      urgency,
      ...placed(unit),
      channel: 'grid',
      identityProtected: false,
      filedBy: null,
      reporter: 'reporter:1',
      narrative: sealed,
    },
  }),
  accepted: (unit: UnitId, urgency: 'ordinary' | 'urgent' = 'ordinary'): CaseEvent => ({
    type: 'CaseAccepted',
    data: { ...placed(unit), serviceType: '050301', urgency },
  }),
  rejected: (): CaseEvent => ({ type: 'CaseRejected', data: { reason: 'not-a-case', advice: sealed } }),
  offered: (from: UnitId, to: UnitId, kind: 'dispatch' | 'escalation' = 'dispatch'): CaseEvent => ({
    type: 'CustodyOffered',
    data: { from, by: from, to, toPath: units.pathOf(to), toLevel: levelOf(to), kind },
  }),
  signed: (unit: UnitId): CaseEvent => ({ type: 'CustodyAccepted', data: { unit, handlers: [] } }),
  returned: (unit: UnitId, holder: UnitId): CaseEvent => ({ type: 'ReturnGranted', data: { unit, holder } }),
  contacted: (): CaseEvent => ({ type: 'FirstContactMade', data: { result: 'reached', handlers: [] } }),
  handled: (): CaseEvent => ({
    type: 'HandlingReported',
    data: { outcome: 'solved', handlers: [], internalAccount: sealed, publicReply: sealed },
  }),
  verified: (ok = true): CaseEvent => ({ type: 'VerificationRecorded', data: { ok } }),
  sentBack: (): CaseEvent => ({ type: 'ReworkOrdered', data: { reason: 'verification' } }),
  closed: (onSpot = false): CaseEvent => ({
    type: 'CaseClosed',
    data: { outcome: 'solved', onSpot, reopenUntil: '2030-01-01T00:00:00.000Z' },
  }),
  withdrawn: (): CaseEvent => ({ type: 'CaseWithdrawn', data: {} }),
  reopened: (unit: UnitId): CaseEvent => ({ type: 'CaseReopened', data: placed(unit) }),
  merged: (): CaseEvent => ({ type: 'CaseMerged', data: { into: 'another', reporters: [] } }),
  unmerged: (): CaseEvent => ({ type: 'CaseUnmerged', data: { from: 'another', reporters: [] } }),
  /** Its date comes with the reopening itself. */
  reopenedUntil: (unit: UnitId, due: number): CaseEvent => ({
    type: 'CaseReopened',
    data: placed(unit),
    deadlines: { armed: [deadline(unit, due)], ended: [] },
  }),
  due: (unit: UnitId, due: number): CaseEvent => ({
    type: 'DeadlinesSet',
    data: { armed: [deadline(unit, due)], ended: [] },
  }),
  extended: (unit: UnitId, due: number): readonly CaseEvent[] => {
    const granted = { unit: 'town', from: iso(0), to: iso(due) };
    const moved = { deadline: deadline(unit, due), from: iso(0), because: { reason: 'extension' } } as const;
    return [
      { type: 'ExtensionGranted', data: granted },
      { type: 'DeadlineMoved', data: moved },
    ];
  },
  paused: (): CaseEvent => ({
    type: 'ClockPaused',
    data: {
      reason: 'shelved',
      until: iso(0),
      remaining: { handle: { unit: 'working', milliseconds: 3_600_000 } },
    },
  }),
  resumed: (): CaseEvent => ({ type: 'ClockResumed', data: { reason: 'shelved' } }),
  silent: (unit: UnitId): CaseEvent => ({
    type: 'CaseFellSilent',
    data: { unit, path: units.pathOf(unit), since: iso(0), workingDays: 5 },
  }),
  noted: (): CaseEvent => ({ type: 'NoteAdded', data: { visibility: 'internal', text: sealed } }),
};

function deadline(unit: UnitId, due: number): Deadline {
  return {
    name: 'handle',
    version: 1,
    unit,
    path: units.pathOf(unit),
    startedAt: iso(0),
    limit: { unit: 'until', at: iso(due) },
    calendar: { id: 'cn', version: 1 },
    due: iso(due),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Steps of one or more cases, each at its hour of July 2026 (UTC). */
export type Step = readonly [hour: number, event: CaseEvent | readonly CaseEvent[], more?: Telling];

interface Telling {
  readonly caseId?: string;
  readonly role?: Actor['role'];
  /** Hour at which the log learned of it; the same by default. */
  readonly recorded?: number;
}

/** The hour counted from 1 July 2026, 0:00 UTC. */
export function july(hour: number): number {
  return Date.UTC(2026, 6, 1) + hour * 3_600_000;
}

/** What the log holds after these steps. */
export function logOf(...steps: readonly Step[]): readonly StoredEvent[] {
  const events = steps.flatMap(([hour, told, more = {}]) =>
    (Array.isArray(told) ? (told as readonly CaseEvent[]) : [told as CaseEvent]).map(
      (event) => [hour, event, more] as const,
    ),
  );
  return events.map(([hour, event, { caseId = 'a', role, recorded = hour }], index) =>
    storedAs(event, {
      caseId,
      place: index + 1,
      recorded: july(recorded),
      happened: july(hour),
      ...(role && { role }),
    }),
  );
}
