export { supervisionProjection } from './projections/supervision.projection.js';
