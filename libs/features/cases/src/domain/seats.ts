import { fitsLevel, type Role, type UnitTree, type WhoMay } from '#kernel';

/** How far a power reaches: from the unit itself alone, or from those above it too. */
export type Reach = 'there' | 'there-or-above';

/** Where these roles sit: at the unit itself or, where the power reaches up, at the nearest unit above that has them. */
export function seatsOf(
  roles: readonly Role[],
  unit: string,
  reach: Reach,
  units: UnitTree,
  /** A unit that is barred from it this time. */
  barred?: string,
): WhoMay[] {
  return roles.flatMap((role) => {
    const path = reach === 'there' ? [unit] : units.pathOf(unit).toReversed();
    const seat = path.find((id) => id !== barred && fitsLevel(role, units.unit(id)?.level));
    return seat === undefined ? [] : [{ role, unit: seat }];
  });
}

/** Each seat once, however many powers lead to it. */
export function distinctSeats(seats: readonly WhoMay[]): WhoMay[] {
  return [...new Map(seats.map((seat) => [`${seat.role} ${seat.unit}`, seat])).values()];
}
