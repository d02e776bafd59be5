import { unitTreeOf, type CalendarBook, type Level, type UnitTree, type WorkCalendar } from '#kernel';

const unit = (id: string, level: Level, parent?: string) => ({
  id,
  level,
  ...(parent === undefined ? {} : { parent }),
  name: { en: id, zh: id },
  open: true,
});

export const units: UnitTree = unitTreeOf([
  unit('county', 'county'),
  unit('town', 'town', 'county'),
  unit('river', 'committee', 'town'),
  unit('hill', 'committee', 'town'),
  unit('mill', 'branch', 'river'),
  unit('mill-1', 'group', 'mill'),
  unit('oak', 'branch', 'hill'),
]);
export const unitIds = ['county', 'town', 'river', 'hill', 'mill', 'mill-1', 'oak'] as const;
export type UnitId = (typeof unitIds)[number];

export function levelOf(id: UnitId): Level {
  return units.unit(id)?.level ?? 'external';
}

/** Nine to five on every day, UTC. */
export const calendar: WorkCalendar = {
  id: 'cn',
  version: 1,
  zone: 'UTC',
  week: Array.from({ length: 7 }, () => [[540, 1020]] as const),
  days: {},
  coverageUntil: '2030-12-31',
};

export const calendars: CalendarBook = { for: () => calendar, at: () => calendar };
