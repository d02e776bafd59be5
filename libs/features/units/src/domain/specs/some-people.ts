import type { Sealed } from '#kernel';
import type { PersonContext } from '../person.decider.js';
import type { Identity, PersonEvent } from '../person.events.js';
import { evolvePerson, nobody } from '../person.state.js';
import { closed, grid, now, openedAt, START, TODAY, treeOf } from './small-grid.js';

export { NEXT_YEAR, now, TODAY } from './small-grid.js';
export const NEXT_MONTH = '2026-06-01T00:00:00.000Z';

export const identity: Sealed<Identity> = { subject: 'person:p', box: 'c2VhbGVk' };
export const registered: PersonEvent = { type: 'PersonRegistered', data: { unit: 'k', identity } };
export const secretary = { unit: 'b', role: 'branch-secretary' } as const;
export const secretaryGiven: PersonEvent = { type: 'PositionGiven', data: { ...secretary, from: TODAY } };

const old = openedAt(START, 'old', 'branch', 'c', 't', 'k');

/** An administrator asks; the giver of a mandate is the secretary of the first branch; the branch `old` is closed. */
export const context: PersonContext = {
  now,
  asker: { kind: 'person', id: 'admin', positions: [] },
  units: treeOf([...grid, old, closed('old', START, ['c', 't', 'k', 'old'])], now),
  giver: [registered, secretaryGiven].reduce(evolvePerson, nobody),
};
