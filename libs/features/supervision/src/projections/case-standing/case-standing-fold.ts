import type { StoredEvent } from '#event-store';
import type { CaseEvent, Deadline } from '#cases/messages';
import type { CaseStanding, Raised } from './case-standing.js';

type Naming = Pick<CaseStanding, 'caseId' | 'seq' | 'number'>;

/** An event of a case, its texts still sealed: they are none of our business. */
export function caseEventOf({ type, data }: StoredEvent): CaseEvent {
  return { type, data } as CaseEvent;
}

/** A case enters with its report. */
export function openStanding(stored: StoredEvent, naming: Naming): CaseStanding {
  const event = caseEventOf(stored);
  if (event.type !== 'CaseReported') throw new Error(`${stored.stream} does not begin with a report`);
  const { serviceType, urgency, unit, path } = event.data;
  return {
    ...naming,
    serviceType,
    urgency,
    isOpen: true,
    answers: unit,
    paths: { [unit]: path },
    isPaused: false,
    lastAt: stored.recordedAt,
    reminders: [],
    flags: [],
  };
}

/** The standing after one more event; an event that says nothing to us may still be a sign of life. */
export function foldStanding(standing: CaseStanding, stored: StoredEvent): CaseStanding {
  const alive = isSignOfLife(stored) ? stirred(standing, stored.recordedAt) : standing;
  return step(alive, caseEventOf(stored), stored);
}

/** What people do; and that a pause is over, whoever ended it: until then nobody had anything to do. */
function isSignOfLife({ actor, type }: StoredEvent): boolean {
  return actor.role !== 'process' || type === 'ClockResumed' || type === 'CaseUnmerged';
}

function stirred({ silentSince: _, ...standing }: CaseStanding, lastAt: string): CaseStanding {
  return { ...standing, lastAt };
}

function step(standing: CaseStanding, event: CaseEvent, stored: StoredEvent): CaseStanding {
  switch (event.type) {
    case 'CaseAccepted': {
      const { unit, path, serviceType, urgency, rules } = event.data;
      const taken = { ...withPath(standing, unit, path), answers: unit, serviceType, urgency };
      return rules ? { ...taken, rules: rules.hash } : taken;
    }
    case 'RulesMigrated':
      return { ...standing, rules: event.data.to.hash };
    case 'CustodyOffered':
      return withPath(standing, event.data.to, event.data.toPath);
    case 'CustodyAccepted':
      return { ...standing, answers: event.data.unit };
    case 'ReturnGranted':
      return { ...standing, answers: event.data.holder };
    case 'HelperAdded':
      return withPath(standing, event.data.unit, event.data.path);
    case 'CaseReopened': {
      const { unit, path } = event.data;
      return { ...withPath(standing, unit, path), answers: unit, isOpen: true };
    }
    case 'CaseRejected':
    case 'CaseClosed':
    case 'CaseWithdrawn':
      return { ...unsupervised(standing), reminders: [], flags: [], isOpen: false, isPaused: false };
    case 'CaseMerged':
      return { ...standing, isOpen: false };
    case 'CaseUnmerged':
      return { ...standing, isOpen: true };
    case 'ClockPaused':
      return { ...standing, isPaused: true };
    case 'ClockResumed':
      return { ...standing, isPaused: false };
    case 'DeadlinesSet':
      return rearmed(standing, event.data.armed, new Set(event.data.ended));
    case 'DeadlineMoved':
      return rearmed(standing, [event.data.deadline], new Set());
    default:
      return supervised(standing, event, stored);
  }
}

function supervised(standing: CaseStanding, event: CaseEvent, stored: StoredEvent): CaseStanding {
  const since = stored.recordedAt;
  switch (event.type) {
    case 'CaseReminded': {
      const { unit, path, deadline, rung, due, written } = event.data;
      const first = standing.reminders.find((one) => one.deadline === deadline && one.unit === unit);
      const reminder = { unit, deadline, rung, due, written, since: first?.since ?? since };
      const others = standing.reminders.filter((one) => one !== first);
      return { ...withPath(standing, unit, path), reminders: [...others, reminder] };
    }
    case 'CaseFlagged': {
      const { path, ...flag } = event.data;
      return { ...withPath(standing, flag.unit, path), flags: [...standing.flags, { ...flag, since }] };
    }
    case 'CaseFellSilent':
      return { ...standing, silentSince: event.data.since };
    case 'SupervisionRaised':
      return {
        ...withPath(standing, event.data.unit, event.data.path),
        raised: raisedBy(event.data, stored),
      };
    case 'RectificationReported':
      return answered(standing, { state: 'rectifying', since });
    case 'SupervisionAppealed':
      return answered(standing, { state: 'appealed', since, decideBy: event.data.decideBy });
    case 'AppealDecided':
      return answered(standing, { state: 'raised', since });
    case 'SupervisionCleared':
      return unsupervised(standing);
    default:
      return standing;
  }
}

type Raising = Extract<CaseEvent, { type: 'SupervisionRaised' }>['data'];

function raisedBy({ unit, level, by, deadline, rung }: Raising, { recordedAt, actor }: StoredEvent): Raised {
  return {
    state: 'raised',
    level,
    unit,
    since: recordedAt,
    ...(by === 'supervisor' && actor.unit !== undefined && { raisedBy: actor.unit }),
    ...(deadline !== undefined && { deadline }),
    ...(rung !== undefined && { rung }),
  };
}

function answered(
  standing: CaseStanding,
  answer: Pick<Raised, 'state' | 'since' | 'decideBy'>,
): CaseStanding {
  if (!standing.raised) return standing;
  const { decideBy: _, ...raised } = standing.raised;
  return { ...standing, raised: { ...raised, ...answer } };
}

function unsupervised({ raised: _, silentSince: _silent, ...standing }: CaseStanding): CaseStanding {
  return standing;
}

/** Marks go with the limit they were about; a moved limit takes its reminders along. */
function rearmed(
  standing: CaseStanding,
  armed: readonly Deadline[],
  ended: ReadonlySet<string>,
): CaseStanding {
  const dues = new Map(armed.map(({ name, due }) => [name, due]));
  const { reminders, flags, raised } = standing;
  return {
    ...standing,
    reminders: reminders
      .filter(({ deadline }) => !ended.has(deadline))
      .map((reminder) => ({ ...reminder, due: dues.get(reminder.deadline) ?? reminder.due })),
    flags: flags.filter(({ deadline }) => !ended.has(deadline)),
    ...(raised && { raised: rectifyingBy(raised, dues.get('rectify'), ended.has('rectify')) }),
  };
}

function rectifyingBy(raised: Raised, due: string | undefined, isOver: boolean): Raised {
  const { rectifyBy: _, ...rest } = raised;
  if (due !== undefined) return { ...rest, rectifyBy: due };
  return isOver ? rest : raised;
}

function withPath(standing: CaseStanding, unit: string, path: readonly string[]): CaseStanding {
  const known = standing.paths[unit];
  const same = known?.length === path.length && known.every((id, index) => id === path[index]);
  return same ? standing : { ...standing, paths: { ...standing.paths, [unit]: path } };
}
