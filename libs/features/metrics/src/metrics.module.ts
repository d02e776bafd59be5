import { Module } from '@nestjs/common';
import { MetricsController } from './http/metrics.controller.js';
import { Sight } from './http/sight.js';
import { MetricsQueries } from './projections/metrics.queries.js';

/** Figures of units. Needs `Directory`, `ReadStore`, `Clock` and `Calendars` as global providers. */
@Module({
  controllers: [MetricsController],
  providers: [Sight, MetricsQueries],
  exports: [MetricsQueries],
})
export class MetricsModule {}
