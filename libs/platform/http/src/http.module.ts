import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Gate } from './gate.js';
import type { HttpRim } from './http-rim.js';
import { ProblemFilter } from './problem.filter.js';
import { RoutePlans } from './route-plan.js';

/** The gate before every route and the filter behind it. Needs `Sessions`, `KeyedDigests`, `EventStore` and `ReadStore` as global providers. */
@Module({})
export class HttpModule {
  static behind({ log, routes }: HttpRim): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        RoutePlans,
        { provide: APP_GUARD, useClass: Gate },
        { provide: APP_FILTER, useValue: new ProblemFilter(log, routes) },
      ],
      exports: [RoutePlans],
    };
  }
}
