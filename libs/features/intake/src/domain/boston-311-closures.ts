import type { Outcome } from './mapping.js';

/** Boston's closing words and the outcomes that they mean here; the README says why. The first that fits counts. */
const CLOSURES: readonly (readonly [prefix: string, outcome: Outcome])[] = [
  ['case resolved', 'solved'],
  ['case noted', 'not-found-on-site'],
  ['case invalid', 'explained-outside-remit'],
  ['case referred to external agency', 'transferred'],
  ['duplicate of existing case', 'transferred'],
  ['adclsd:', 'explained-outside-remit'],
  ['closed:', 'explained-outside-remit'],
  ['newown:', 'explained-outside-remit'],
  ['corr:', 'solved'],
  ['viocor:', 'solved'],
  ['permis:', 'solved'],
  ['abated:', 'partly-solved'],
  ['reinsp:', 'partly-solved'],
  ['ticket:', 'partly-solved'],
  ['tsop:', 'partly-solved'],
  ['violfnd:', 'partly-solved'],
  ['vioiss:', 'partly-solved'],
  ['roa:', 'transferred'],
  ['noacc:', 'not-found-on-site'],
  ['nobase:', 'not-found-on-site'],
  ['novio:', 'not-found-on-site'],
  ['tfa:', 'not-found-on-site'],
];

/** `Case Closed. Closed date : 2015-05-05 08:52:08.813 `, or the shorter form of the same. */
const PREAMBLE = /^Case Closed\.?(?: Closed date : \S+ \S+)?\s*/i;

/** A reason without words (`:`) is a closing and no more, and so is solved; words that the table lacks claim less. */
export function outcomeOf(closureReason: string): Outcome {
  const words = closureReason.replace(PREAMBLE, '').toLowerCase();
  const found = CLOSURES.find(([prefix]) => words.startsWith(prefix));
  if (found) return found[1];
  return /[\p{L}\p{N}]/u.test(words) ? 'partly-solved' : 'solved';
}
