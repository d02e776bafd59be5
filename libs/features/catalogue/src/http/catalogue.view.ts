import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView } from '#http';
import type { Bilingual, CatalogueContent, ExtraField, ServiceType } from '#kernel';
import type { Publication } from '../book/publications.js';
import type { CatalogueChange } from '../domain/changes/changes.js';
import type { CatalogueFlaw } from '../domain/check/flaws.js';

/** A service type as a form needs it. */
export class MatterView {
  @ApiProperty({ example: '050301' })
  code!: string;

  @ApiProperty({ type: BilingualView })
  name!: Bilingual;

  @ApiProperty({ enum: ['ordinary', 'urgent', 'critical'] })
  urgency!: string;

  @ApiProperty({ type: [String], description: 'Roles that may settle it at once.' })
  onSpot!: readonly string[];

  @ApiProperty({ description: 'Is the reporter’s identity protected unless said otherwise?' })
  identityProtected!: boolean;

  @ApiProperty()
  consultation!: boolean;

  @ApiProperty()
  whistle!: boolean;

  @ApiProperty({
    type: [Object],
    description: 'Further questions; `mandatoryBecause` says why one must be answered.',
  })
  fields!: readonly ExtraField[];

  @ApiProperty({ type: BilingualView, description: 'When it may be closed.' })
  closing!: Bilingual;
}

export class CatalogueView {
  @ApiProperty()
  version!: number;

  @ApiProperty({ description: 'SHA-256 of the content’s canonical JSON.' })
  hash!: string;

  @ApiProperty({ type: BilingualView })
  name!: Bilingual;

  @ApiProperty({ type: [MatterView] })
  types!: readonly MatterView[];
}

/** Who published it, never by name. */
export class PublisherView {
  @ApiProperty()
  role!: string;

  @ApiPropertyOptional()
  unit?: string;
}

export class CatalogueVersionView {
  @ApiProperty()
  version!: number;

  @ApiProperty()
  hash!: string;

  @ApiProperty({ type: BilingualView })
  name!: Bilingual;

  @ApiPropertyOptional()
  note?: string;

  @ApiProperty({ format: 'date-time' })
  publishedAt!: string;

  @ApiProperty({ type: PublisherView })
  by!: PublisherView;
}

export class CatalogueVersionsView {
  @ApiProperty({ type: [CatalogueVersionView], description: 'The latest first.' })
  versions!: readonly CatalogueVersionView[];
}

export class WholeCatalogueView extends CatalogueVersionView {
  @ApiProperty({ type: Object, description: 'As it was published; to be edited and offered again.' })
  content!: CatalogueContent;
}

export class CatalogueFlawView implements CatalogueFlaw {
  @ApiProperty({ description: 'JSON Pointer into the content.', example: '/types/3/limits/handle/ladder' })
  path!: string;

  @ApiProperty({ example: 'no-such-ladder' })
  code!: CatalogueFlaw['code'];

  @ApiProperty({ type: BilingualView })
  sentence!: Bilingual;
}

export class CatalogueChangeView implements CatalogueChange {
  @ApiProperty({ description: 'Like a JSON Pointer, by codes.', example: '/types/050301/limits/handle' })
  path!: string;

  @ApiPropertyOptional({ type: Object, description: 'Absent: it was not there.' })
  from?: unknown;

  @ApiPropertyOptional({ type: Object, description: 'Absent: it would be gone.' })
  to?: unknown;

  @ApiProperty({ type: BilingualView })
  sentence!: Bilingual;
}

export class CatalogueCheckView {
  @ApiProperty({ type: [CatalogueFlawView], description: 'Empty: it may be published.' })
  flaws!: readonly CatalogueFlawView[];

  @ApiProperty({
    type: [CatalogueChangeView],
    description: 'Against the version in force; empty while there are flaws.',
  })
  changes!: readonly CatalogueChangeView[];
}

export class PublishedAnswer {
  @ApiProperty()
  version!: number;

  @ApiProperty()
  hash!: string;

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;
}

export function matterView({ limits: _, steps: __, ...matter }: ServiceType): MatterView {
  return matter;
}

export function versionView({
  version,
  hash,
  content,
  note,
  publishedAt,
  by,
}: Publication): CatalogueVersionView {
  return {
    version,
    hash,
    name: content.name,
    ...(note === undefined ? {} : { note }),
    publishedAt,
    by: { role: by.role, ...(by.unit === undefined ? {} : { unit: by.unit }) },
  };
}
