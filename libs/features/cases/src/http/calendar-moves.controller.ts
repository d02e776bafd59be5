import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#event-store';
import { By, cursorOf, keyIn } from '#http';
import {
  CalendarMoveQueries,
  type CalendarMoveKey,
} from '../projections/calendar-moves/calendar-moves.queries.js';
import { ServiceTypes } from '../projections/service-types.js';
import { scopeFor, Viewers } from '../projections/viewer.js';
import { CalendarMovesQuery } from './calendar-moves.dto.js';
import { CalendarMovesView, calendarMoveView } from './calendar-moves.view.js';
import { DEADLINE_NAME } from './due.dto.js';

const PAGE = 50;

@ApiTags('cases · reading')
@Controller('api/due')
export class CalendarMovesController {
  constructor(
    private readonly viewers: Viewers,
    private readonly moves: CalendarMoveQueries,
    private readonly serviceTypes: ServiceTypes,
  ) {}

  @Get('moved')
  @ApiOkResponse({ type: CalendarMovesView })
  @ApiOperation({
    summary: 'Which dates a version of a calendar has moved, at a unit and those below it 日历变更影响的期限',
  })
  async moved(@Query() query: CalendarMovesQuery, @By() by: Principal): Promise<CalendarMovesView> {
    const { calendar, version, limit = PAGE, after } = query;
    const scope = scopeFor(await this.viewers.of(by), query.unit);
    const key = after === undefined ? {} : { after: keyOf(after) };
    const found = await this.moves.page({ calendar: { id: calendar, version }, scope, limit, ...key });
    const rules = await this.serviceTypes.rules();
    const last = found.length === limit ? found.at(-1)?.key : undefined;
    return {
      calendar,
      version,
      unit: scope,
      moves: found.map((move) => calendarMoveView(move, rules)),
      next: last ? cursorOf(last.seq, last.arm, last.name) : null,
    };
  }
}

function keyOf(cursor: string): CalendarMoveKey {
  const [seq, arm, name] = keyIn(cursor, ['whole', 'whole', DEADLINE_NAME]);
  return { seq, arm, name };
}
