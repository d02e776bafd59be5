import { Module } from '@nestjs/common';
import { CasesModule } from '#cases';
import { UnitsModule } from '#units';
import { HealthController } from './health.controller.js';

/** The role of the one who answers: HTTP over the features. */
@Module({ imports: [UnitsModule, CasesModule], controllers: [HealthController] })
export class ApiModule {}
