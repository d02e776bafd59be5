import { unreachable, type Actor } from '#kernel';
import { authorise, type Asker } from './powers.js';
import { refuse } from './rejections.js';
import type { UnitCommand } from './unit.commands.js';
import type { Units } from './unit.state.js';
import { UnitTreeAt } from './unit-tree.js';

interface Moment {
  readonly now: number;
  readonly asker: Asker;
}

/** In which position this unit command is given, or who may give it. */
export function authoriseUnitCommand(command: UnitCommand, state: Units, { now, asker }: Moment): Actor {
  const { unitId } = command.data;
  const opens = state.records.get(unitId)?.opened;
  if (opens === undefined && command.type !== 'OpenUnit')
    throw refuse('unit-not-found', { details: { unit: unitId } });
  // A unit that is only planned has its place in the tree as it is planned.
  const tree = new UnitTreeAt(state, opens !== undefined && opens > now ? Number.POSITIVE_INFINITY : now);
  return authorise(command.type, unitsConcerned(command, state, tree), asker, tree);
}

/** What changes the shape of the tree needs power over the unit above; a county has none, and is opened by set-up alone. */
function unitsConcerned(command: UnitCommand, state: Units, tree: UnitTreeAt): readonly string[] {
  const { unitId } = command.data;
  const above = tree.unit(unitId)?.parent ?? unitId;
  switch (command.type) {
    case 'OpenUnit':
      return [command.data.parent === undefined ? unitId : known(command.data.parent, state)];
    case 'MoveUnit':
      return [above, known(command.data.parent, state)];
    case 'RenameUnit':
      return [unitId];
    case 'CloseUnit':
      return [above];
    default:
      return unreachable(command);
  }
}

function known(parent: string, state: Units): string {
  if (!state.records.get(parent)) throw refuse('unknown-parent', { details: { unit: parent } });
  return parent;
}
