import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { AtLeastQuery } from './at-least.dto.js';

/** Query of a route that shows a list page by page. */
export class PageQuery extends AtLeastQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z_-]{1,200}$/)
  after?: string;
}
