import { Injectable } from '@nestjs/common';
import type { Principal } from '#event-store';
import { Directory } from '#identity';
import { isWithin, type Position } from '#kernel';
import { refuse } from '../domain/rejections.js';

/** Who sees the figures of which unit: those who see its cases. */
@Injectable()
export class Sight {
  constructor(private readonly directory: Directory) {}

  /** The unit that is asked for, within the asker's reach, or his own first one. @throws Rejection `not-permitted` */
  async scopeFor(principal: Principal, unit: string | undefined): Promise<string> {
    const held = principal.kind === 'person' ? await this.directory.positionsOf(principal.id) : [];
    const positions = held.filter(mayLookAtCases);
    const own = positions[0]?.unit;
    if (own !== undefined && unit === undefined) return own;
    const tree = await this.directory.units();
    if (unit !== undefined && positions.some((position) => isWithin(tree, unit, position.unit))) return unit;
    const above = unit === undefined ? [] : tree.pathOf(unit).slice(0, 3);
    const supervisors = above.map((at) => ({ role: 'supervisor', unit: at }));
    throw refuse('not-permitted', {
      whoMay: supervisors.length > 0 ? supervisors : [{ role: 'supervisor' }],
      details: { rule: 'SeeMetrics' },
    });
  }
}

/** They look after the house, or after what is erased; cases are not theirs to see. */
function mayLookAtCases({ role }: Position): boolean {
  return role !== 'administrator' && role !== 'data-officer';
}
