import { IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export class VersionParams {
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;
}

export class CheckCatalogueRequest {
  /** A whole catalogue; its own rules are checked one by one, and every flaw is named. */
  @IsObject()
  content!: object;
}

export class PublishCatalogueRequest extends CheckCatalogueRequest {
  /** What is new in it, and why; without personal data. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  note?: string;
}
