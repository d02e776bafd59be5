import { reportOn, talliesOf } from './counted.js';
import type { UnitId } from './small-grid.js';
import { july, logOf, said, type Step } from './story.js';

/** The whole of it, seen from October. */
export const JULY = { from: july(0), to: july(31 * 24), asOf: july(100 * 24), minimum: 1 };
/** Hours, as `july` counts. */
export const DAY = 24;

/** What the month's figures of a unit are after these steps, each as [part, whole]. */
export function figures(unit: UnitId, steps: readonly Step[], more: Partial<typeof JULY> = {}) {
  return talliesOf(reportOn(logOf(...steps), { ...JULY, unit, ...more }));
}

/** From the report to the signature at mill, with a date of handling. */
export function begun(due: number, urgency: 'ordinary' | 'urgent' = 'ordinary'): readonly Step[] {
  return [
    [1, said.reported('mill-1', urgency)],
    [3, said.accepted('river', urgency)],
    [3, said.due('river', july(due))],
    [4, said.offered('river', 'mill')],
    [10, said.signed('mill')],
  ];
}

/** From the report of handling to the closing. */
export function handled(at: number): readonly Step[] {
  return [
    [at, said.handled()],
    [at + 1, said.verified()],
    [at + 2, said.closed()],
  ];
}
