import { Module } from '@nestjs/common';
import { featureModules } from './features.js';
import { HealthController } from './health.controller.js';

/** The role of the one who answers: HTTP over the features. */
@Module({ imports: featureModules, controllers: [HealthController] })
export class ApiModule {}
