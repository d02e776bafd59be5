import type { CaseEvent, ClockChange, Deadline } from '#cases/messages';
import type { Sealed, Urgency } from '#kernel';
import { units } from './grid.js';

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** A word that must be on no page and in no notice. */
export const SECRET = '张伟 13800000000';

export function text(): Sealed<{ readonly text: string }> {
  return { subject: 'case:x', box: SECRET };
}

const aimed = (unit: string) => ({ unit, path: units.pathOf(unit) });
const rung = { deadline: 'handle', rung: 'reminder' };

/** What may happen to a case, by name; hand-made, as the log has it. */
export const happenings = {
  reported: (unit = 'mill-1', urgency: Urgency = 'ordinary'): CaseEvent => ({
    type: 'CaseReported',
    data: {
      serviceType: '050301',
      urgency,
      ...aimed(unit),
      level: 'group',
      channel: 'grid',
      identityProtected: false,
      filedBy: 'wang',
      reporter: 'reporter:x',
      narrative: { subject: 'reporter:x', box: SECRET },
    },
  }),
  offered: (from: string, to: string, kind: DataOf<'CustodyOffered'>['kind'] = 'dispatch'): CaseEvent => ({
    type: 'CustodyOffered',
    data: { from, by: from, to, toPath: units.pathOf(to), toLevel: 'branch', kind, reason: text() },
  }),
  signed: (unit: string): CaseEvent => ({ type: 'CustodyAccepted', data: { unit, handlers: ['li'] } }),
  reminded: (unit: string, more: Partial<DataOf<'CaseReminded'>> = {}): CaseEvent => ({
    type: 'CaseReminded',
    data: { ...aimed(unit), ...rung, due: '2026-03-03T09:00:00.000Z', written: false, ...more },
  }),
  raised: (unit: string, level = 1, more: Partial<DataOf<'SupervisionRaised'>> = {}): CaseEvent => ({
    type: 'SupervisionRaised',
    data: { ...aimed(unit), level, by: 'rung', ...rung, ...more },
  }),
  ordered: (unit: string, level = 1): CaseEvent => ({
    type: 'SupervisionRaised',
    data: { ...aimed(unit), level, by: 'supervisor', grounds: text() },
  }),
  escalated: (from: string, to: string): CaseEvent => ({
    type: 'CaseEscalated',
    data: { ...rung, from, to, path: units.pathOf(to) },
  }),
  flagged: (unit: string): CaseEvent => ({
    type: 'CaseFlagged',
    data: { ...aimed(unit), ...rung, flag: 'overdue' },
  }),
  silent: (unit: string, since: string): CaseEvent => ({
    type: 'CaseFellSilent',
    data: { ...aimed(unit), since, workingDays: 5 },
  }),
  rectified: (unit: string): CaseEvent => ({
    type: 'RectificationReported',
    data: { ...aimed(unit), handlers: ['li'], account: text() },
  }),
  appealed: (unit: string, decideBy: string): CaseEvent => ({
    type: 'SupervisionAppealed',
    data: { ...aimed(unit), grounds: text(), decideBy },
  }),
  appealDecided: (unit: string, upheld: boolean): CaseEvent => ({
    type: 'AppealDecided',
    data: { ...aimed(unit), upheld, text: text() },
  }),
  cleared: (unit: string, by: DataOf<'SupervisionCleared'>['by'] = 'supervisor'): CaseEvent => ({
    type: 'SupervisionCleared',
    data: { ...aimed(unit), by },
  }),
  commented: (): CaseEvent => ({ type: 'SupervisionCommented', data: { text: text() } }),
  /** A step that has done this to the clocks besides. */
  notedWith: (deadlines: ClockChange): CaseEvent => ({
    type: 'NoteAdded',
    data: { visibility: 'internal', text: text() },
    deadlines,
  }),
  noted: (): CaseEvent => ({ type: 'NoteAdded', data: { visibility: 'internal', text: text() } }),
  deadlines: (armed: readonly Deadline[], ended: readonly string[] = []): CaseEvent => ({
    type: 'DeadlinesSet',
    data: { armed, ended },
  }),
  closed: (): CaseEvent => ({
    type: 'CaseClosed',
    data: { outcome: 'solved', onSpot: false, reopenUntil: '2026-04-01T01:00:00.000Z' },
  }),
  paused: (): CaseEvent => ({
    type: 'ClockPaused',
    data: { reason: 'shelved', until: '2026-04-01T01:00:00.000Z', remaining: {} },
  }),
  resumed: (): CaseEvent => ({ type: 'ClockResumed', data: { reason: 'shelved' } }),
};

export function deadline(name: string, unit: string, due: string): Deadline {
  const limit = { unit: 'working-days', amount: 3 } as const;
  const calendar = { id: 'cn', version: 1 };
  return { name, version: 1, ...aimed(unit), startedAt: '2026-03-02T02:00:00.000Z', limit, calendar, due };
}
