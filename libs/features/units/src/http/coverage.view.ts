import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class AddressPageView {
  @ApiProperty({ type: [String] })
  addresses!: readonly string[];

  @ApiPropertyOptional({ description: 'There may be more: ask again with this as `after`.' })
  next?: string;
}

export class CoverageView {
  @ApiProperty({ description: 'The unit whose addresses are meant: as asked, or the committee above.' })
  unit!: string;

  @ApiProperty({ description: 'Addresses registered at or below the unit.' })
  registered!: number;

  @ApiProperty({ description: 'How many of them a group covers.' })
  covered!: number;

  @ApiProperty({ type: [String], description: 'Addresses that no group covers.' })
  uncovered!: readonly string[];

  @ApiPropertyOptional({ description: 'There may be more: ask again with this as `after`.' })
  next?: string;
}
