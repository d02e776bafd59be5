import type { AnyProjection } from '#read-store';
import { coverageProjection } from './projections/coverage/coverage.projection.js';
import { peopleProjection } from './projections/people/people.projection.js';
import { unitListProjection } from './projections/unit-list/unit-list.projection.js';

export { DEMO_PASSWORD, demoAccounts, hasDemoCounty, type DemoAccount } from './demo/demo-county.js';
export { seedDemoCounty, type DemoCountyOptions } from './demo/seed-demo-county.js';
export { CoverageQueries } from './projections/coverage/coverage.queries.js';
export { PeopleQueries, type KnownPerson } from './projections/people/people.queries.js';
export { UnitListQueries, type PlacedUnit } from './projections/unit-list/unit-list.queries.js';
export { UnitsModule } from './units.module.js';

/** The read models of this room. */
export function unitsProjections(): readonly AnyProjection[] {
  return [unitListProjection(), coverageProjection(), peopleProjection()];
}
