export { casesProjection } from './projections/cases.projection.js';
