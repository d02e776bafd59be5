import type { CommandBus } from '@nestjs/cqrs';
import { GivePosition, OpenUnit, personIdOf, RegisterPerson } from '#units/messages';
import type { County, Seat } from '../domain/county.js';
import { settlingMeta, signInOf } from './ids.js';

/** People registered at once: the log takes them in one write. */
const AT_ONCE = 64;

/** Opens every unit and gives every position to somebody, through the same commands as everybody. */
export async function settleCounty(
  { units, seats }: County,
  commands: CommandBus,
  onSettled: () => void,
): Promise<void> {
  for (const unit of units) {
    await commands.execute(new OpenUnit(unit, settlingMeta('open', unit.unitId)));
    onSettled();
  }
  const queue = seats.values();
  const lane = async () => {
    for (const seat of queue) {
      await appoint(seat, commands);
      onSettled();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function appoint(seat: Seat, commands: CommandBus): Promise<void> {
  const { role, unit } = seat;
  const signIn = signInOf(seat);
  const data = { signIn, name: { zh: `模拟人员 ${unit}`, en: `Simulated, ${unit}` }, unit };
  await commands.execute(new RegisterPerson(data, settlingMeta('person', signIn)));
  const position = { personId: personIdOf(signIn), unit, role };
  await commands.execute(new GivePosition(position, settlingMeta('position', signIn)));
}
