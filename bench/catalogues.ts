import { starterCatalogue } from '#catalogue/messages';
import type { CatalogueContent, Limit } from '#kernel';
import { SERVICE_TYPE } from './lives.js';

const TEN_HOURS: Limit = { unit: 'elapsed-hours', amount: 10 };

/** The starter's matters without any limit: nothing is ever late. */
export const withoutLimits: CatalogueContent = {
  ...starterCatalogue,
  limits: {},
  types: starterCatalogue.types.map((type) => ({ ...type, limits: {}, steps: [] })),
};

/** The starter, but that lights are mended within ten hours: reminded after eight, overdue after ten. */
export const tenHours: CatalogueContent = {
  ...starterCatalogue,
  types: starterCatalogue.types.map((type) =>
    type.code === SERVICE_TYPE
      ? { ...type, limits: { handle: { limit: TEN_HOURS, ladder: 'standard' } } }
      : type,
  ),
};
