import type { Actor, Position, SystemRole, UnitTree } from '#kernel';
import { refuse } from '../rejections.js';

/** Who asks, with the positions he has at this moment. */
export type Asker =
  | { readonly kind: 'person'; readonly id: string; readonly positions: readonly Position[] }
  | { readonly kind: 'system'; readonly role: SystemRole };

const SYSTEMS: readonly SystemRole[] = ['operator', 'process'];

/** Whoever publishes the catalogue may lead running cases over to it. @throws Rejection `not-permitted` */
export function authoriseMigration(asker: Asker, units: UnitTree): Actor {
  const refused = { whoMay: [{ role: 'administrator' }], details: { rule: 'MigrateCases' } };
  if (asker.kind === 'system') {
    if (SYSTEMS.includes(asker.role)) return { id: asker.role, role: asker.role };
    throw refuse('not-permitted', refused);
  }
  const found = asker.positions.find(
    ({ role, unit }) => role === 'administrator' && units.unit(unit)?.level === 'county',
  );
  if (!found) throw refuse('not-permitted', refused);
  const { role, unit, onBehalfOf } = found;
  return { id: asker.id, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}
