import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { AtLeastQuery } from '#http';
import { UNIT_ID } from './unit.dto.js';

/** A committee's id, a hyphen and 1 to 16 letters or digits. */
const ADDRESS = /^[0-9A-Za-z_-]{1,64}-[0-9A-Za-z]{1,16}$/;
/** As many as one committee has. */
const MOST_ADDRESSES = 5000;

export class RegisterAddressesRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ADDRESSES)
  @Matches(ADDRESS, { each: true })
  codes!: string[];
}

export class ChangeCoverageRequest {
  @IsArray()
  @ArrayMaxSize(MOST_ADDRESSES)
  @Matches(ADDRESS, { each: true })
  added: string[] = [];

  @IsArray()
  @ArrayMaxSize(MOST_ADDRESSES)
  @Matches(ADDRESS, { each: true })
  removed: string[] = [];
}

export class AddressPageQuery extends AtLeastQuery {
  /** Last address of the page before. */
  @IsOptional()
  @Matches(ADDRESS)
  after?: string;

  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 200;
}

export class CoverageQuery extends AddressPageQuery {
  /** Of a branch or a group: the coverage of its committee. */
  @Matches(UNIT_ID)
  unit!: string;
}
