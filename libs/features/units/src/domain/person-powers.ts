import { unreachable, type Actor, type UnitTree } from '#kernel';
import { isInForce, type Person } from './person.state.js';
import type { PersonCommand } from './person.commands.js';
import { actorIn, authorise, type Asker } from './powers.js';
import { refuse } from './rejections.js';

interface Moment {
  readonly now: number;
  readonly asker: Asker;
  readonly units: UnitTree;
}

/** In which position this person command is given, or who may give it. */
export function authorisePersonCommand(
  command: PersonCommand,
  state: Person,
  { now, asker, units }: Moment,
): Actor {
  switch (command.type) {
    case 'GiveMandate':
    case 'EndMandate': {
      const { unit, role } = command.data;
      return asHolder(command.data, asker) ?? authorise(command.type, [unit], asker, units, [{ role, unit }]);
    }
    case 'ReplacePassword':
      return authorise(command.type, responsibleUnits(state, command.data.personId, now), asker, units);
    case 'RegisterPerson':
    case 'GivePosition':
    case 'EndPosition':
      return authorise(command.type, [command.data.unit], asker, units);
    default:
      return unreachable(command);
  }
}

/** The holder speaks for his own position; a deputy of his does not. */
function asHolder(
  data: { readonly unit: string; readonly role: string; readonly onBehalfOf: string },
  asker: Asker,
): Actor | undefined {
  if (asker.kind === 'system' || asker.id !== data.onBehalfOf) return undefined;
  const own = asker.positions.find(
    (held) => held.onBehalfOf === undefined && held.unit === data.unit && held.role === data.role,
  );
  return own && actorIn(asker.id, own);
}

/** Who takes over an account takes over all its positions, so he must stand above every one of them. */
function responsibleUnits(state: Person, personId: string, now: number): readonly string[] {
  if (state.status === 'none') throw refuse('person-not-found', { details: { person: personId } });
  const held = [...state.positions, ...state.mandates].filter((one) => isInForce(one, now) || one.from > now);
  return held.length > 0 ? held.map(({ unit }) => unit) : [state.unit];
}
