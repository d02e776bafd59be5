import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore, type CommandMeta } from '#event-store';
import { Meta } from '#http';
import { Catalogues } from '../book/catalogues.js';
import { publicationsIn } from '../book/publications.js';
import { PublishCatalogue } from '../commands/catalogue.commands.js';
import { contentHashOf } from '../content-hash.js';
import { catalogueChanges } from '../domain/changes/changes.js';
import { contentOf, flawsOf } from '../domain/check/content-check.js';
import { refuse } from '../domain/rejections.js';
import { CheckCatalogueRequest, PublishCatalogueRequest, VersionParams } from './catalogue.dto.js';
import {
  CatalogueCheckView,
  CatalogueVersionsView,
  CatalogueView,
  matterView,
  PublishedAnswer,
  versionView,
  WholeCatalogueView,
} from './catalogue.view.js';

@ApiTags('catalogue')
@Controller('api/catalogue')
export class CatalogueController {
  constructor(
    private readonly bus: CommandBus,
    private readonly catalogues: Catalogues,
    private readonly store: EventStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The service types in force, as forms need them 现行事项目录' })
  @ApiOkResponse({ type: CatalogueView })
  async current(): Promise<CatalogueView> {
    const current = (await this.catalogues.published()).at(-1);
    if (!current) throw refuse('no-catalogue');
    const { version, hash, content } = current;
    return { version, hash, name: content.name, types: content.types.map(matterView) };
  }

  @Get('versions')
  @ApiOperation({ summary: 'Every version that was published 历次版本' })
  @ApiOkResponse({ type: CatalogueVersionsView })
  async versions(): Promise<CatalogueVersionsView> {
    return { versions: (await publicationsIn(this.store)).map(versionView).toReversed() };
  }

  @Get('versions/:version')
  @ApiOperation({ summary: 'One version, whole 某一版本全文' })
  @ApiOkResponse({ type: WholeCatalogueView })
  async version(@Param() { version }: VersionParams): Promise<WholeCatalogueView> {
    const found = (await publicationsIn(this.store))[version - 1];
    if (!found) throw refuse('no-such-version', { details: { version } });
    return { ...versionView(found), content: found.content };
  }

  @Post('check')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What is wrong with a catalogue, and what it would change; nothing is published 检查与比对',
  })
  @ApiOkResponse({ type: CatalogueCheckView })
  async check(@Body() { content }: CheckCatalogueRequest): Promise<CatalogueCheckView> {
    const flaws = flawsOf(content);
    if (flaws.length > 0) return { flaws, changes: [] };
    const current = (await this.catalogues.published()).at(-1);
    return { flaws, changes: catalogueChanges(current?.content, contentOf(content)) };
  }

  @Post('versions')
  @ApiOperation({ summary: 'Publish a version; running cases keep theirs 发布新版本' })
  @ApiCreatedResponse({ type: PublishedAnswer })
  async publish(
    @Body() { content, note }: PublishCatalogueRequest,
    @Meta() meta: CommandMeta,
  ): Promise<PublishedAnswer> {
    const data = { content, ...(note === undefined ? {} : { note }) };
    const { revision, position } = await this.bus.execute(new PublishCatalogue(data, meta));
    const hash = contentHashOf(contentOf(content));
    return { version: Number(revision) + 1, hash, revision: Number(revision), position };
  }
}
