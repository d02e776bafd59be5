import type { Actor, Position, SystemRole, UnitTree, WhoMay } from '#kernel';
import { refuse } from './rejections.js';

/** Who asks, with the positions he has at this moment. */
export type Asker =
  | { readonly kind: 'person'; readonly id: string; readonly positions: readonly Position[] }
  | { readonly kind: 'system'; readonly role: SystemRole };

const PUBLISHING: readonly SystemRole[] = ['operator', 'process'];

/** In which position the catalogue is published: it binds the whole county. @throws Rejection `not-permitted` */
export function authorisePublishing(asker: Asker, units: UnitTree): Actor {
  if (asker.kind === 'system') {
    if (PUBLISHING.includes(asker.role)) return { id: asker.role, role: asker.role };
    throw refuse('not-permitted', { whoMay: [{ role: 'administrator' }] });
  }
  const found = asker.positions.find(
    ({ role, unit }) => role === 'administrator' && units.unit(unit)?.level === 'county',
  );
  if (!found) throw refuse('not-permitted', { whoMay: whoMay(asker.positions, units) });
  const { role, unit, onBehalfOf } = found;
  return { id: asker.id, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

function whoMay(positions: readonly Position[], units: UnitTree): readonly WhoMay[] {
  const roots = new Set(
    positions.map(({ unit }) => units.pathOf(unit)[0]).filter((root) => root !== undefined),
  );
  if (roots.size === 0) return [{ role: 'administrator' }];
  return [...roots].map((unit) => ({ role: 'administrator', unit }));
}
