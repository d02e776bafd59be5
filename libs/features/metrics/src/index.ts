export type { Figure } from './domain/figure.js';
export { periodNamed, startOfDay, type Period } from './domain/period.js';
export { DEFAULT_MINIMUM, type Question, type Report } from './domain/report.js';
export { reportView } from './http/metrics.view.js';
export { MetricsModule } from './metrics.module.js';
export { MetricsQueries } from './projections/metrics.queries.js';
