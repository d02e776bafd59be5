import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#event-store';
import { AtLeastQuery, By, cursorOf, keyIn, PageQuery } from '#http';
import { permitted } from '../domain/powers.js';
import { OPEN_STAGES } from '../domain/case.state.js';
import { CaseCardQueries } from '../projections/case-card/case-card.queries.js';
import { CaseHistoryQueries } from '../projections/case-history/case-history.queries.js';
import {
  CaseListQueries,
  type CaseListFilter,
  type CaseListKey,
} from '../projections/case-list/case-list.queries.js';
import { CounterQueries } from '../projections/counters/counters.queries.js';
import { InboxQueries, type InboxKey } from '../projections/inbox/inbox.queries.js';
import { ServiceTypes } from '../projections/service-types.js';
import { scopeFor, Viewers } from '../projections/viewer.js';
import { CaseCardView, caseCardView, caseSummaryView } from './case.view.js';
import { HistoryView, historyLineView, lookView } from './history.view.js';
import { CasePageView, CountersView, InboxView } from './reading.view.js';
import { CaseListQuery, CaseQueryParams, CountersQuery } from './cases.dto.js';

const PAGE = 50;

@ApiTags('cases · reading')
@Controller('api')
export class CasesController {
  constructor(
    private readonly viewers: Viewers,
    private readonly cards: CaseCardQueries,
    private readonly lists: CaseListQueries,
    private readonly histories: CaseHistoryQueries,
    private readonly inboxes: InboxQueries,
    private readonly counters: CounterQueries,
    private readonly serviceTypes: ServiceTypes,
  ) {}

  @Get('cases')
  @ApiOkResponse({ type: CasePageView })
  @ApiOperation({ summary: 'Cases of a unit and those below it, by keyset 案件列表' })
  async list(@Query() query: CaseListQuery, @By() by: Principal): Promise<CasePageView> {
    const filter = filterFrom(query, scopeFor(await this.viewers.of(by), query.unit));
    const cards = await this.lists.list(filter);
    const nameOf = await this.serviceTypes.names();
    const last = cards.length === filter.limit ? cards.at(-1) : undefined;
    return {
      unit: filter.scope,
      cases: cards.map((brief) => caseSummaryView(brief, nameOf)),
      next: last ? cursorOf(Date.parse(last.reportedAt), last.seq) : null,
    };
  }

  @Get('cases/:id')
  @ApiOkResponse({ type: CaseCardView })
  @ApiOperation({ summary: 'The card of a case, by id or number 案件卡' })
  async card(
    @Param() { id }: CaseQueryParams,
    @Query() _: AtLeastQuery,
    @By() by: Principal,
  ): Promise<CaseCardView> {
    const viewer = await this.viewers.of(by);
    const card = await this.cards.cardFor(viewer, id);
    const commands = permitted(viewer.positions, card.state, viewer.tree);
    return caseCardView(card, commands, await this.serviceTypes.names());
  }

  @Get('cases/:id/history')
  @ApiOkResponse({ type: HistoryView })
  @ApiOperation({ summary: 'Every step: what, who, for whom, when, public or internal 办理历史' })
  async history(
    @Param() { id }: CaseQueryParams,
    @Query() _: AtLeastQuery,
    @By() by: Principal,
  ): Promise<HistoryView> {
    const card = await this.cards.cardFor(await this.viewers.of(by), id);
    const lines = await this.histories.of(card.caseId);
    const looks = await this.histories.looksAt(card.caseId);
    return {
      caseId: card.caseId,
      number: card.number,
      lines: lines.map(historyLineView),
      looks: looks.map(lookView),
    };
  }

  @Get('inbox')
  @ApiOkResponse({ type: InboxView })
  @ApiOperation({ summary: 'What waits for your positions, longest first 待办' })
  async inbox(@Query() { limit = PAGE, after }: PageQuery, @By() by: Principal): Promise<InboxView> {
    const { positions } = await this.viewers.of(by);
    const { entries, next } = await this.inboxes.page(
      positions,
      limit,
      after === undefined ? undefined : inboxKeyOf(after),
    );
    const nameOf = await this.serviceTypes.names();
    return {
      tasks: entries.map(({ row, brief }) => ({
        task: row.task,
        unit: row.unit,
        role: row.role,
        since: new Date(row.since).toISOString(),
        case: caseSummaryView(brief, nameOf),
      })),
      next: next ? cursorOf(next.since, next.seq, next.shown) : null,
    };
  }

  @Get('counters')
  @ApiOkResponse({ type: CountersView })
  @ApiOperation({ summary: 'How many cases a unit and those below it have, by stage and outcome 统计' })
  async counts(@Query() { unit }: CountersQuery, @By() by: Principal): Promise<CountersView> {
    const scope = scopeFor(await this.viewers.of(by), unit);
    return { unit: scope, counts: await this.counters.of(scope) };
  }
}

function filterFrom(query: CaseListQuery, scope: string): CaseListFilter {
  const { stage, serviceType, level, from, until, text, order = 'oldest', limit = PAGE, after } = query;
  return {
    scope,
    stages: stage ?? OPEN_STAGES,
    order,
    limit,
    ...(serviceType !== undefined && { serviceType }),
    ...(level !== undefined && { level }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(until !== undefined && { until: Date.parse(until) }),
    ...(text !== undefined && { text }),
    ...(after !== undefined && { after: caseListKeyOf(after) }),
  };
}

function caseListKeyOf(cursor: string): CaseListKey {
  const [reportedAt, seq] = keyIn(cursor, ['whole', 'whole']);
  return { reportedAt, seq };
}

function inboxKeyOf(cursor: string): InboxKey {
  const [since, seq, shown] = keyIn(cursor, ['whole', 'whole', 'whole']);
  return { since, seq, shown };
}
