import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView } from '#http';
import { LEVELS, type Level } from '#kernel';
import { EXTERNAL_KINDS, type ExternalKind } from '../domain/unit.events.js';
import type { PlacedUnit } from '../projections/unit-list/unit-list.queries.js';
import { EVER, type UnitVersionRow } from '../projections/unit-list/unit-list.table.js';

/** A unit from one date of change to the next. */
export class UnitVersionView {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Exclusive; absent: until further notice.' })
  until?: string;

  @ApiProperty({ type: BilingualView })
  name!: BilingualView;

  @ApiPropertyOptional()
  parent?: string;

  @ApiProperty()
  open!: boolean;
}

export class UnitView extends UnitVersionView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: LEVELS })
  level!: Level;

  @ApiPropertyOptional()
  code?: string;

  @ApiPropertyOptional({ enum: EXTERNAL_KINDS })
  externalKind?: ExternalKind;

  @ApiProperty({ type: [String], description: 'Unit ids from the root down to this unit.' })
  path!: readonly string[];
}

export class UnitPageView {
  @ApiProperty({ type: [UnitView] })
  units!: readonly UnitView[];

  @ApiPropertyOptional({ description: 'There may be more: ask again with this as `after`.' })
  next?: string;
}

export class UnitAnswer {
  @ApiProperty()
  unitId!: string;

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;
}

export function unitVersionViewOf(row: UnitVersionRow): UnitVersionView {
  return {
    from: new Date(row.valid_from).toISOString(),
    ...(row.valid_until === EVER ? {} : { until: new Date(row.valid_until).toISOString() }),
    name: { en: row.name_en, zh: row.name_zh },
    ...(row.parent === null ? {} : { parent: row.parent }),
    open: row.open === 1,
  };
}

export function unitViewOf(unit: PlacedUnit): UnitView {
  const { ...version } = unitVersionViewOf(unit);
  return {
    id: unit.unit_id,
    level: unit.level,
    ...(unit.code === null ? {} : { code: unit.code }),
    ...(unit.external_kind === null ? {} : { externalKind: unit.external_kind }),
    ...version,
    path: unit.path,
  };
}
