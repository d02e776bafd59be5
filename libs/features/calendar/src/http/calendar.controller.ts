import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { AtLeastQuery, Meta } from '#http';
import { Directory } from '#identity';
import { refuseLimit, type Limit, type WorkCalendar } from '#kernel';
import { Calendars } from '../book/calendars.js';
import { PublishCalendar, RetireCalendar } from '../commands/calendar.commands.js';
import { NATIONAL } from '../domain/calendar.state.js';
import { refuse } from '../domain/rejections.js';
import {
  CalendarParams,
  CalendarVersionQuery,
  ReckoningQuery,
  PublishCalendarRequest,
  RetireCalendarRequest,
} from './calendar.dto.js';
import {
  CalendarAnswer,
  CalendarListView,
  CalendarView,
  calendarView,
  ReckonedDueView,
  dueView,
  lineView,
} from './calendar.view.js';

@ApiTags('calendars')
@Controller('api/calendars')
export class CalendarController {
  constructor(
    private readonly bus: CommandBus,
    private readonly calendars: Calendars,
    private readonly directory: Directory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The national calendar and the units’ own 工作日历列表' })
  @ApiOkResponse({ type: CalendarListView })
  async list(@Query() _: AtLeastQuery): Promise<CalendarListView> {
    const lines = [...(await this.calendars.lines()).values()];
    return { calendars: lines.map((line) => lineView(line)).filter((line) => line !== undefined) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A calendar, whole; any version of it 工作日历' })
  @ApiOkResponse({ type: CalendarView })
  async one(
    @Param() { id }: CalendarParams,
    @Query() { version }: CalendarVersionQuery,
  ): Promise<CalendarView> {
    const line = (await this.calendars.lines()).get(id);
    const view = line && calendarView(line, version);
    if (!view) throw notFound(id, version);
    return view;
  }

  @Get(':id/due')
  @ApiOperation({
    summary:
      'When a limit ends, and why then; the id of a unit stands for the calendar in force there 计算到期时间',
  })
  @ApiOkResponse({ type: ReckonedDueView })
  async due(@Param() { id }: CalendarParams, @Query() query: ReckoningQuery): Promise<ReckonedDueView> {
    const calendar = await this.calendarFor(id, query.version);
    return dueView(calendar, Date.parse(query.from), limitOf(query));
  }

  @Post(':id/versions')
  @ApiOperation({ summary: 'Publish a version; what is in the past keeps its dates 发布新版本' })
  @ApiCreatedResponse({ type: CalendarAnswer })
  publish(
    @Param() { id }: CalendarParams,
    @Body() { ...request }: PublishCalendarRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CalendarAnswer> {
    return this.answered(id, this.bus.execute(new PublishCalendar({ calendarId: id, ...request }, meta)));
  }

  @Post(':id/retire')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go back to the calendar above 停用本单位日历' })
  @ApiOkResponse({ type: CalendarAnswer })
  retire(
    @Param() { id }: CalendarParams,
    @Body() { ...request }: RetireCalendarRequest,
    @Meta() meta: CommandMeta,
  ): Promise<CalendarAnswer> {
    return this.answered(id, this.bus.execute(new RetireCalendar({ calendarId: id, ...request }, meta)));
  }

  private async calendarFor(id: string, version: number | undefined): Promise<WorkCalendar> {
    if (version !== undefined) {
      const ref = { id, version };
      const found = (await this.calendars.book(ref)).at(ref);
      if (!found) throw notFound(id, version);
      return found;
    }
    const path = (await this.directory.units()).pathOf(id);
    if (id !== NATIONAL && path.length === 0) throw notFound(id);
    return (await this.calendars.book()).for(path);
  }

  private async answered(calendarId: string, answer: Promise<CommandAnswer>): Promise<CalendarAnswer> {
    const { revision, position } = await answer;
    const version = (await this.calendars.lines()).get(calendarId)?.versions.length ?? 0;
    return { calendarId, version, revision: Number(revision), position };
  }
}

/** @throws Rejection `malformed-limit` where an amount is missing */
function limitOf({ unit, amount, rule }: ReckoningQuery): Limit {
  if (unit === 'same-day') return { unit };
  if (amount === undefined) throw refuseLimit('malformed-limit');
  return { unit, amount, ...(rule === 'next-day' && { from: rule }) };
}

function notFound(calendar: string, version?: number) {
  return refuse('calendar-not-found', { details: { calendar, ...(version !== undefined && { version }) } });
}
