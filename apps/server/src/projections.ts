import { casesProjection } from '#cases/projections';
import { metricsProjection } from '#metrics/projections';
import type { Vault } from '#privacy';
import type { AnyProjection, ProjectionRunner } from '#read-store';
import { supervisionProjection } from '#supervision/projections';
import { unitsProjections } from '#units/projections';

/** Every read model there is. */
export function projectionsOf(vault: Vault): readonly AnyProjection[] {
  return [...unitsProjections(), casesProjection(vault), supervisionProjection(), metricsProjection()];
}

/** The writing side of the read models, in this thread or in another. */
export type Projecting = Pick<
  ProjectionRunner,
  'prepare' | 'start' | 'stop' | 'rebuild' | 'health' | 'lag' | 'truncateWal'
>;
