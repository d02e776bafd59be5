import { boston311 } from './boston-311.js';
import type { Mapping } from './mapping.js';
import { nyc311 } from './nyc-311.js';
import { permitXes } from './permit-xes.js';
import { refuse } from './refusals.js';

export const MAPPINGS: readonly Mapping[] = [boston311, nyc311, permitXes];

/** @throws Rejection `unknown-mapping` */
export function mappingNamed(name: string): Mapping {
  const found = MAPPINGS.find((mapping) => mapping.name === name);
  if (!found) throw refuse('unknown-mapping', { details: { mappings: MAPPINGS.map(({ name }) => name) } });
  return found;
}
