/** How a case ended, apart from where it stands. */
export const OUTCOMES = [
  'solved',
  'partly-solved',
  'explained-outside-remit',
  'transferred',
  'not-found-on-site',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a case is not taken up (不予受理); each tells the reporter where to go (domain list of closed reasons). */
export const REJECT_REASONS = [
  'other-jurisdiction',
  'under-legal-procedure',
  'emergency-number',
  'secret-or-private',
  'handled-nothing-new',
  'abuse',
  'not-a-case',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** The legal ground on which a unit hands a case back (退单). */
export const RETURN_GROUNDS = ['not-our-area', 'not-our-duty', 'overlapping-duty', 'facts-unclear'] as const;
export type ReturnGround = (typeof RETURN_GROUNDS)[number];

export const CHANNELS = ['grid', 'counter', 'hotline', 'online', 'split', 'import'] as const;
export type Channel = (typeof CHANNELS)[number];

export const URGENCIES = ['ordinary', 'urgent', 'critical'] as const;
export type { Urgency } from '#kernel';
