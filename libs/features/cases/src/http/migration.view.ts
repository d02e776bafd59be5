import { ApiProperty } from '@nestjs/swagger';
import { BilingualView } from '#http';
import type { Rules } from '#kernel';
import type { MigrationProgress } from '../commands/migration-desk.js';
import type { MigrationPlan } from '../commands/rounds.commands.js';
import { clockWordsIn } from '../projections/deadline-history/clock-words.js';
import { serviceNamesIn } from '../projections/service-types.js';

class RulesRefView {
  @ApiProperty()
  version!: number;

  @ApiProperty()
  hash!: string;
}

class MigratedTypeView {
  @ApiProperty({ example: '050301' })
  serviceType!: string;

  @ApiProperty({ type: BilingualView })
  name!: BilingualView;

  @ApiProperty({ description: 'Running cases that go over.' })
  cases!: number;

  @ApiProperty({ description: 'Those of them in which some date changes.' })
  moved!: number;
}

class DateChangeView {
  @ApiProperty({ example: 'handle' })
  name!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it did not run.' })
  from!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it runs no longer.' })
  to!: string | null;
}

class MigratedCaseView {
  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ example: '050301' })
  serviceType!: string;

  @ApiProperty({ type: [DateChangeView] })
  changes!: readonly DateChangeView[];
}

export class MigrationPlanView {
  @ApiProperty({ type: RulesRefView })
  to!: RulesRefView;

  @ApiProperty({ description: 'Running cases that go over.' })
  cases!: number;

  @ApiProperty({ description: 'Those of them in which some date changes.' })
  moved!: number;

  @ApiProperty({ type: [MigratedTypeView] })
  types!: readonly MigratedTypeView[];

  @ApiProperty({ type: [MigratedCaseView], description: 'The first cases in which some date changes.' })
  sample!: readonly MigratedCaseView[];
}

export class MigrationAnswer {
  @ApiProperty({ format: 'uuid' })
  migrationId!: string;

  @ApiProperty({ description: 'Of the stream’s last event, from 0; the value of the ETag.' })
  revision!: number;

  @ApiProperty({ description: 'For `atLeast`: a query that carries it sees what this command did.' })
  position!: string;
}

export class MigrationView {
  @ApiProperty({ format: 'uuid' })
  migrationId!: string;

  @ApiProperty({ type: RulesRefView })
  to!: RulesRefView;

  @ApiProperty({ enum: ['ordered', 'completed'] })
  status!: string;

  @ApiProperty({ description: 'Cases it still has before it.' })
  left!: number;
}

export function migrationPlanView(
  { to, cases, moved, types, sample }: MigrationPlan,
  rules: Rules,
): MigrationPlanView {
  const nameOf = serviceNamesIn(rules);
  return {
    to,
    cases,
    moved,
    types: types.map((type) => ({ ...type, name: nameOf(type.serviceType) })),
    sample: sample.map(({ changes, ...found }) => {
      const words = clockWordsIn(rules, found.serviceType);
      return {
        ...found,
        changes: changes.map((change) => ({ ...change, words: words.limit(change.name) })),
      };
    }),
  };
}

export function migrationView({ migrationId, order, status, left }: MigrationProgress): MigrationView {
  return { migrationId, to: order.to, status, left };
}
