import { IsOptional, IsUUID } from 'class-validator';
import { IsInstant } from '#http';

/** Longest texts, in UTF-16 units: a line, a paragraph, an account. */
export const LINE = 200;
export const PARAGRAPH = 2_000;
export const ACCOUNT = 10_000;

export const UNIT_ID = /^[0-9A-Za-z_-]{1,64}$/;
export const SERVICE_CODE = /^\d{6}$/;

/** Every command may say when it happened, by the device's clock. */
export class DatedRequest {
  @IsOptional()
  @IsInstant()
  occurredAt?: string;
}

export class CaseParams {
  @IsUUID()
  id!: string;
}
