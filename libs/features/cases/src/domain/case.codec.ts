import type { CaseEvent, CaseEventType } from './case.events.js';
import type { ClockChange } from './clock.events.js';

/** Stored names and versions: a name stands for ever, a changed shape gets the next version and an upcaster. */
const VERSIONS: Record<CaseEventType, number> = {
  CaseReported: 1,
  ReceiptIssued: 1,
  CaseAccepted: 1,
  CaseRejected: 1,
  CustodyOffered: 1,
  CustodyAccepted: 1,
  ReturnRequested: 1,
  ReturnGranted: 1,
  ReturnRefused: 1,
  EscalationRaised: 1,
  EscalationAnswered: 1,
  FirstContactMade: 1,
  HelperAdded: 1,
  HelpCompleted: 1,
  NoteAdded: 1,
  HandlingReported: 1,
  VerificationRecorded: 1,
  ReworkOrdered: 1,
  CallbackRecorded: 1,
  CaseClosed: 1,
  PublicReplyPublished: 1,
  CaseWithdrawn: 1,
  ReopenRequested: 1,
  CaseReopened: 1,
  CaseMerged: 1,
  CaseUnmerged: 1,
  DuplicateLinked: 1,
  DuplicateUnlinked: 1,
  CaseSplit: 1,
  DeadlinesSet: 1,
  DeadlineFired: 1,
  DeadlineMoved: 1,
  ClockPaused: 1,
  ClockResumed: 1,
  ExtensionRequested: 1,
  ExtensionGranted: 1,
  ExtensionRefused: 1,
  ShelvingRequested: 1,
  ShelvingApproved: 1,
  ShelvingRefused: 1,
  CaseShelved: 1,
  CaseUnshelved: 1,
  ResidentAsked: 1,
  ResidentAnswered: 1,
  StepCompleted: 1,
  RulesMigrated: 1,
  CaseReminded: 1,
  SupervisorAdded: 1,
  SupervisionRaised: 1,
  CaseEscalated: 1,
  CaseFlagged: 1,
  CaseFellSilent: 1,
  RectificationReported: 1,
  SupervisionAppealed: 1,
  AppealDecided: 1,
  SupervisionCleared: 1,
  SupervisionCommented: 1,
};

export const CASE_EVENT_TYPES = Object.keys(VERSIONS) as CaseEventType[];

/** What is stored of an event besides its envelope. */
interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** In the log, what a step has done to the clocks is a field of its data: no other field may have that name. */
interface Timed {
  readonly deadlines?: ClockChange;
}

export function encodeCaseEvent({ type, data, deadlines }: CaseEvent): StoredData {
  const stored = deadlines === undefined ? data : { ...data, deadlines };
  return { type, schemaVersion: VERSIONS[type], data: stored };
}

/** Undefined for a type or a version that this release does not know. */
export function decodeCaseEvent({ type, schemaVersion, data }: StoredData): CaseEvent | undefined {
  const known = Object.hasOwn(VERSIONS, type) && VERSIONS[type as CaseEventType] === schemaVersion;
  if (!known) return undefined;
  if (!Object.hasOwn(data as Timed, 'deadlines')) return { type, data } as CaseEvent;
  const { deadlines, ...own } = data as Timed;
  return { type, data: own, deadlines } as CaseEvent;
}

/** What a stored event has set running and ended; undefined for one that leaves the clocks alone. */
export function storedClockChange({
  type,
  data,
}: Pick<StoredData, 'type' | 'data'>): ClockChange | undefined {
  return type === 'DeadlinesSet' ? (data as ClockChange) : (data as Timed).deadlines;
}
