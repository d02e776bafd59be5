export { DEMO_PASSWORD, demoAccounts, hasDemoCounty, type DemoAccount } from './demo/demo-county.js';
export { seedDemoCounty, type DemoCountyOptions } from './demo/seed-demo-county.js';
export { CoverageQueries } from './projections/coverage/coverage.queries.js';
export { PeopleQueries, type KnownPerson } from './projections/people/people.queries.js';
export { UnitListQueries, type PlacedUnit } from './projections/unit-list/unit-list.queries.js';
export { UnitsModule } from './units.module.js';
