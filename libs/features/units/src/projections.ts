import type { AnyProjection } from '#read-store';
import { coverageProjection } from './projections/coverage/coverage.projection.js';
import { peopleProjection } from './projections/people/people.projection.js';
import { unitListProjection } from './projections/unit-list/unit-list.projection.js';

/** The read models of this room. */
export function unitsProjections(): readonly AnyProjection[] {
  return [unitListProjection(), coverageProjection(), peopleProjection()];
}
