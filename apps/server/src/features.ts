import { CalendarModule } from '#calendar';
import { CasesModule } from '#cases';
import { CatalogueModule } from '#catalogue';
import { UnitsModule } from '#units';

/** The features of every role: units and rules first, the cases that stand on them after. */
export const featureModules = [UnitsModule, CalendarModule, CatalogueModule, CasesModule];
