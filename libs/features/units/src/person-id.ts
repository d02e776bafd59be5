import { uuidV5 } from '#event-store';
import { refuse } from './domain/rejections.js';

/** Namespace of person ids. Stored for ever: with another one everybody would be somebody else. */
const PEOPLE = '2b0a8f60-6f0f-4f6a-9a54-5d2c6f0f7f11';

/** The form in which sign-ins are compared. @throws Rejection `malformed-sign-in` */
export function plainSignInOf(signIn: string): string {
  const plain = signIn.normalize('NFKC').trim().toLowerCase();
  if (!/^[\p{Letter}\p{Number}._@-]{2,64}$/u.test(plain)) throw refuse('malformed-sign-in');
  return plain;
}

/** One sign-in, one person, one stream: a second person with it cannot come about. */
export function personIdOf(signIn: string): string {
  return uuidV5(plainSignInOf(signIn), PEOPLE);
}
