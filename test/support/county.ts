import { personIdOf } from '#units/messages';

/** Where the stories play: units of the demo county, from the top down. */
export const COUNTY = '440605';
export const TOWN = '440605011';
export const COMMITTEE = '440605011008';
export const BRANCH = '440605011008-b1';
export const GROUP = '440605011008-b1-g1';
export const NEXT_GROUP = '440605011008-b1-g2';
export const NEXT_BRANCH = '440605011008-b2';
export const NEXT_COMMITTEE = '440605011020';
const FIRE_STATION = '440605011-fire';

/** Its people with an account: sign-in → role and unit. */
export const PEOPLE = {
  grid1: ['grid-worker', GROUP],
  grid2: ['grid-worker', NEXT_GROUP],
  secretary1: ['branch-secretary', BRANCH],
  secretary2: ['branch-secretary', NEXT_BRANCH],
  officer1: ['committee-officer', COMMITTEE],
  officer2: ['committee-officer', TOWN],
  liaison1: ['external-liaison', FIRE_STATION],
  verifier1: ['verifier', TOWN],
  callback1: ['call-back-officer', TOWN],
  supervisor1: ['supervisor', COUNTY],
  dataofficer: ['data-officer', COUNTY],
  admin: ['administrator', COUNTY],
} as const;

export type Person = keyof typeof PEOPLE;

export const EVERYBODY = Object.keys(PEOPLE) as Person[];

export function idOf(person: Person): string {
  return personIdOf(person);
}
