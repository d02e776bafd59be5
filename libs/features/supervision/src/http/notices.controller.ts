import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LogPosition, Principal } from '#event-store';
import { By, cursorOf, keyIn, PageQuery } from '#http';
import { Directory } from '#identity';
import { ReadingMarks } from '#outbox';
import { ReadStore } from '#read-store';
import { desksOf, type Audience } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { NameBook } from '../notices/names.js';
import { NoticeQueries, type NoticeKey } from '../projections/notices/notices.queries.js';
import { ReadUpToRequest } from './notices.dto.js';
import { NoticePageView, noticeView, ReadView } from './notices.view.js';
import { positionsOf } from './positions.js';
import { UNIT_ID } from './supervision.dto.js';

const PAGE = 50;
const KEY_PARTS = [/^[0-9A-Za-z:_-]{1,64}$/, UNIT_ID, /^(holders|supervisors)$/] as const;

@ApiTags('notices')
@Controller('api/notices')
export class NoticesController {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly marks: ReadingMarks,
    private readonly directory: Directory,
    private readonly names: NameBook,
    private readonly views: ReadStore,
  ) {}

  @Get()
  @ApiOkResponse({ type: NoticePageView })
  @ApiOperation({ summary: 'What your positions are told, newest first 通知' })
  async page(@Query() { limit = PAGE, after }: PageQuery, @By() by: Principal): Promise<NoticePageView> {
    const desks = desksOf(await positionsOf(by, this.directory));
    const key = after === undefined ? undefined : noticeKeyOf(after);
    const { notices, next } = await this.notices.page(desks, limit, key);
    const readUpTo = (by.kind === 'person' && this.marks.of(by.id)) || '';
    const names = await this.names.now();
    return {
      notices: notices.map((arrived) => noticeView(arrived, readUpTo, names)),
      unread: await this.notices.unread(desks, readUpTo),
      next: next ? cursorOf(next.position, next.unit, next.audience) : null,
    };
  }

  @Post('read-up-to')
  @HttpCode(200)
  @ApiOkResponse({ type: ReadView })
  @ApiOperation({ summary: 'Everything up to this notice is read 标记已读' })
  readUpTo(@Body() { position }: ReadUpToRequest, @By() by: Principal): ReadView {
    if (by.kind !== 'person') throw refuse('not-permitted');
    // A mark beyond what there is would hide what is still to come.
    if (position <= this.views.position()) this.marks.move(by.id, position);
    return { position: this.marks.of(by.id) ?? '' };
  }
}

function noticeKeyOf(cursor: string): NoticeKey {
  const [position, unit, audience] = keyIn(cursor, KEY_PARTS);
  return { position: position as LogPosition, unit, audience: audience as Audience };
}
