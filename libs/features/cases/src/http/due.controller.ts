import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Calendars } from '#calendar/messages';
import type { Principal } from '#event-store';
import { AtLeastQuery, By, cursorOf, keyIn } from '#http';
import { Clock } from '#kernel';
import { CaseCardQueries } from '../projections/case-card/case-card.queries.js';
import { CaseDeadlineQueries } from '../projections/deadline-history/case-deadlines.queries.js';
import { DueBoardQueries, type DueFilter, type DueKey } from '../projections/due-board/due-board.queries.js';
import { ServiceTypes } from '../projections/service-types.js';
import { scopeFor, Viewers } from '../projections/viewer.js';
import { CaseDeadlinesView, caseDeadlinesView } from './case-deadlines.view.js';
import { CaseQueryParams } from './cases.dto.js';
import { DEADLINE_NAME, DueQuery } from './due.dto.js';
import { DueBoardView, dueRowView } from './due.view.js';

const PAGE = 50;

@ApiTags('cases · reading')
@Controller('api')
export class DueController {
  constructor(
    private readonly viewers: Viewers,
    private readonly board: DueBoardQueries,
    private readonly cards: CaseCardQueries,
    private readonly deadlines: CaseDeadlineQueries,
    private readonly serviceTypes: ServiceTypes,
    @Inject(Calendars) private readonly calendars: Pick<Calendars, 'book'>,
    private readonly clock: Clock,
  ) {}

  @Get('due')
  @ApiOkResponse({ type: DueBoardView })
  @ApiOperation({ summary: 'What is due next at a unit and those below it, by keyset 期限看板' })
  async due(@Query() query: DueQuery, @By() by: Principal): Promise<DueBoardView> {
    const now = this.clock.now();
    const filter = filterFrom(query, scopeFor(await this.viewers.of(by), query.unit), now);
    const entries = await this.board.page(filter);
    const [book, rules] = [await this.calendars.book(), await this.serviceTypes.rules()];
    const last = entries.length === filter.limit ? entries.at(-1)?.key : undefined;
    return {
      unit: filter.scope,
      asOf: new Date(now).toISOString(),
      deadlines: entries.map((entry) => dueRowView(entry, book, now, rules)),
      next: last ? cursorOf(last.due, last.seq, last.name) : null,
    };
  }

  @Get('cases/:id/deadlines')
  @ApiOkResponse({ type: CaseDeadlinesView })
  @ApiOperation({ summary: 'What runs, why it ends when it does, and how that came about 期限与依据' })
  async why(
    @Param() { id }: CaseQueryParams,
    @Query() _: AtLeastQuery,
    @By() by: Principal,
  ): Promise<CaseDeadlinesView> {
    const card = await this.cards.cardFor(await this.viewers.of(by), id);
    return caseDeadlinesView(card, await this.deadlines.of(card.caseId), this.clock.now());
  }
}

function filterFrom(query: DueQuery, scope: string, now: number): DueFilter {
  const { role, name, serviceType, only, until, limit = PAGE, after } = query;
  const ends = [...(only ? [now] : []), ...(until === undefined ? [] : [Date.parse(until)])];
  return {
    scope,
    limit,
    ...(role !== undefined && { role }),
    ...(name !== undefined && { name }),
    ...(serviceType !== undefined && { serviceType }),
    ...(ends.length > 0 && { until: Math.min(...ends) }),
    ...(after !== undefined && { after: dueKeyOf(after) }),
  };
}

function dueKeyOf(cursor: string): DueKey {
  const [due, seq, name] = keyIn(cursor, ['whole', 'whole', DEADLINE_NAME]);
  return { due, seq, name };
}
