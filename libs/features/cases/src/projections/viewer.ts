import { Injectable } from '@nestjs/common';
import type { Principal } from '#event-store';
import { Directory } from '#identity';
import { isWithin, type Position, type UnitTree } from '#kernel';
import { refuse } from '../domain/rejections.js';
import { mayLookAtCases } from '../domain/powers.js';

/** Who looks, with the positions that let him see cases, and the grid he sees them in. */
export interface Viewer {
  readonly positions: readonly Position[];
  readonly tree: UnitTree;
}

/** Turns the one who asks into what he may see: cases of his units and of those below. */
@Injectable()
export class Viewers {
  constructor(private readonly directory: Directory) {}

  async of(principal: Principal): Promise<Viewer> {
    const tree = await this.directory.units();
    const held = principal.kind === 'person' ? await this.directory.positionsOf(principal.id) : [];
    return { positions: held.filter(mayLookAtCases), tree };
  }
}

/** The unit whose cases are asked for: within the viewer's reach, or his own first one. @throws Rejection */
export function scopeFor({ positions, tree }: Viewer, unit: string | undefined): string {
  const own = positions[0]?.unit;
  if (own !== undefined && unit === undefined) return own;
  if (unit !== undefined && positions.some((held) => isWithin(tree, unit, held.unit))) return unit;
  const above = unit === undefined ? [] : tree.pathOf(unit).slice(0, 3);
  const supervisors = above.map((at) => ({ role: 'supervisor', unit: at }));
  throw refuse('not-permitted', {
    whoMay: supervisors.length > 0 ? supervisors : [{ role: 'supervisor' }],
    details: { rule: 'SeeCases' },
  });
}
