import { refuse } from './refusals.js';

const SHORTEST = 10;
const LONGEST = 128;

/** What an input method types as full-width letters and digits is the same as the plain ones (NFKC). */
export function plainPassword(password: string): string {
  return password.normalize('NFKC');
}

/** The form in which sign-ins are compared and stored. */
export function plainSignIn(signIn: string): string {
  return signIn.normalize('NFKC').trim().toLowerCase();
}

/** Length in code points, and not the sign-in; nothing else, as more rules make passwords worse. @throws Rejection */
export function checkPassword(password: string, signIn: string): void {
  const length = Array.from(plainPassword(password)).length;
  if (length < SHORTEST) throw refuse('password-too-short', { details: { shortest: SHORTEST } });
  if (length > LONGEST) throw refuse('password-too-long', { details: { longest: LONGEST } });
  if (plainSignIn(password) === plainSignIn(signIn)) throw refuse('password-is-sign-in');
}
