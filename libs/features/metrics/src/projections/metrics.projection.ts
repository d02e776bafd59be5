import type { Projection } from '#read-store';
import { AccountBatch } from './account-batch.js';
import { createMetricTables, indexMetrics, type MetricTables } from './metrics.table.js';

/** Events of cases → one account per case, from which every figure of every period is counted. */
export function metricsProjection(): Projection<MetricTables> {
  return {
    name: 'metrics',
    version: 1,
    filter: { streamPrefixes: ['case-'] },
    migrations: { '0001-metrics': { up: createMetricTables } },
    indexes: indexMetrics,
    async apply(events, db) {
      const batch = new AccountBatch(db);
      await batch.fold(events);
      await batch.write();
    },
  };
}
