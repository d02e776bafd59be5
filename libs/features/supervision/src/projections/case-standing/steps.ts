import type { CaseEvent } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import type { CaseStanding } from './case-standing.js';

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** What each event changes in the standing of its case. Texts in them are sealed, and none of our business. */
export type Steps = {
  readonly [Type in CaseEvent['type']]?: (
    standing: CaseStanding,
    data: DataOf<Type>,
    stored: StoredEvent,
  ) => CaseStanding;
};

/** Remembers where a unit stood when the case came to it. */
export function withPath(standing: CaseStanding, unit: string, path: readonly string[]): CaseStanding {
  const known = standing.paths[unit];
  const same = known?.length === path.length && known.every((id, index) => id === path[index]);
  return same ? standing : { ...standing, paths: { ...standing.paths, [unit]: path } };
}

export function unsupervised({ raised: _, silentSince: _silent, ...standing }: CaseStanding): CaseStanding {
  return standing;
}
