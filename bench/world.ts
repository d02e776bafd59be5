import { InMemoryDirectory } from '#identity';
import { unitTreeOf, type Level, type Position, type Role, type Unit } from '#kernel';

/** A county of two committees, as small as a case's whole life needs. */
const rows: readonly (readonly [id: string, level: Level, parent?: string])[] = [
  ['county', 'county'],
  ['town', 'town', 'county'],
  ['committee', 'committee', 'town'],
  ['branch', 'branch', 'committee'],
  ['group', 'group', 'branch'],
  ['water', 'external', 'committee'],
];

const units = rows.map(([id, level, parent]): Unit => {
  return { id, level, ...(parent && { parent }), name: { en: id, zh: id }, open: true };
});

const at = (role: Role, unit: string): readonly Position[] => [{ role, unit }];

export function benchDirectory(): InMemoryDirectory {
  return new InMemoryDirectory(unitTreeOf(units), {
    worker: at('grid-worker', 'group'),
    secretary: at('branch-secretary', 'branch'),
    officer: at('committee-officer', 'committee'),
    verifier: at('verifier', 'committee'),
    caller: at('call-back-officer', 'committee'),
  });
}
