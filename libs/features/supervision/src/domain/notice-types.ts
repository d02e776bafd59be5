/** What the house tells people about; each is the event it tells of, and so the word for it everywhere. */
export const NOTICE_TYPES = [
  'CaseReminded',
  'SupervisorAdded',
  'SupervisionRaised',
  'CaseEscalated',
  'CaseFlagged',
  'CaseFellSilent',
  'RectificationReported',
  'SupervisionAppealed',
  'AppealDecided',
  'SupervisionCleared',
  'SupervisionCommented',
  'CustodyOffered',
  'CustodyAccepted',
  'ReturnRequested',
  'ReturnGranted',
  'ReturnRefused',
  'EscalationAnswered',
  'HelperAdded',
  'ExtensionRequested',
  'ExtensionGranted',
  'ExtensionRefused',
  'ShelvingRequested',
  'ShelvingApproved',
  'ShelvingRefused',
  'CaseShelved',
  'CaseUnshelved',
] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];

const types: ReadonlySet<string> = new Set(NOTICE_TYPES);

export function isNoticeType(type: string): type is NoticeType {
  return types.has(type);
}
