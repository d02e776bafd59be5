import { IsOptional, Matches, MaxLength } from 'class-validator';

/** Query of a route that shows read models: wait until they have come at least as far as this position of the log. */
export class AtLeastQuery {
  @IsOptional()
  @MaxLength(64)
  @Matches(/^[0-9A-Za-z:_-]+$/)
  atLeast?: string;
}
