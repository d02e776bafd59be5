import { Matches, IsIn, IsOptional } from 'class-validator';
import { IsInstant, PageQuery } from '#http';
import { STAGE_NAMES, type StageName } from '#kernel';
import { ACTING_ROLES, type ActingRole } from '../projections/due-board/acting-role.js';
import { SERVICE_CODE, UNIT_ID } from './dated.dto.js';

/** `step` and `helper` stand for all of theirs. */
export const DUE_NAMES = [...STAGE_NAMES, 'step'] as const;

/** `handle`, `step-stop-work`, `helper-<unit>`. */
export const DEADLINE_NAME = /^[a-z][0-9A-Za-z_-]{0,80}$/;

export class DueQuery extends PageQuery {
  /** Default: the unit of your first position. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;

  /** Who has to act. */
  @IsOptional()
  @IsIn(ACTING_ROLES)
  role?: ActingRole;

  /** Which limit. */
  @IsOptional()
  @IsIn(DUE_NAMES)
  name?: StageName | 'step';

  @IsOptional()
  @Matches(SERVICE_CODE)
  serviceType?: string;

  /** Only what is over already. */
  @IsOptional()
  @IsIn(['overdue'])
  only?: 'overdue';

  /** Due before this moment. */
  @IsOptional()
  @IsInstant()
  until?: string;
}
