export { AcceleratedClock } from './accelerated-clock.js';
export { FATES } from './domain/deadline-ledger.js';
export type { SimulationPlan, SimulationWish } from './plan/day-plan.js';
export {
  planOf,
  simulate,
  type SimulatedEngine,
  type SimulationReport,
  type SimulationWatch,
} from './run/county-simulation.js';
