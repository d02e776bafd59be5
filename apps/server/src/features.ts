import { CalendarModule } from '#calendar';
import { CasesModule } from '#cases';
import { CatalogueModule } from '#catalogue';
import { MetricsModule } from '#metrics';
import { SupervisionModule } from '#supervision';
import { UnitsModule } from '#units';

/** The features of every role: units and rules first, the cases that stand on them after. */
export const featureModules = [
  UnitsModule,
  CalendarModule,
  CatalogueModule,
  CasesModule,
  SupervisionModule,
  MetricsModule,
];
