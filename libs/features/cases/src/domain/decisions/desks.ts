import { fitsLevel, type Unit, type UnitTree } from '#kernel';

/** The units above this one where duty officers sit, from the root down; never the unit itself. */
export function desksAbove(unit: string, units: UnitTree): readonly string[] {
  return units.pathOf(unit).filter((id) => id !== unit && hasDutyOfficers(units.unit(id)));
}

/** The nearest desk above or, at the top of the grid, the unit itself. */
export function deskFor(unit: string, units: UnitTree): string {
  return desksAbove(unit, units).at(-1) ?? unit;
}

export function hasDutyOfficers(unit: Unit | undefined): boolean {
  return unit !== undefined && unit.open && unit.level !== 'group' && unit.level !== 'external';
}

/** The nearest unit above where a supervisor may sit; at the top of the grid, the unit itself. */
export function supervisionFor(unit: string, units: UnitTree): string {
  return (
    units.pathOf(unit).findLast((id) => id !== unit && fitsLevel('supervisor', units.unit(id)?.level)) ?? unit
  );
}
