import type { Message } from '#kernel';

/** Why somebody may look at who reported. */
export const REVEAL_PURPOSES = ['first-contact', 'on-site-visit', 'call-back', 'emergency'] as const;
export type RevealPurpose = (typeof REVEAL_PURPOSES)[number];

/** Every look at a reporter's identity, in a stream of its own beside the case. */
export type IdentityEvent = Message<
  'IdentityRevealed',
  { readonly caseId: string; readonly purpose: RevealPurpose; readonly unit: string; readonly role: string }
>;

/** The end of a subject's key, in a stream of its own: names no person, only the opaque subject. */
export type ErasureEvent = Message<'SubjectKeyDestroyed', { readonly subject: string }>;
