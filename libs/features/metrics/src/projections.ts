export { metricsProjection } from './projections/metrics.projection.js';
