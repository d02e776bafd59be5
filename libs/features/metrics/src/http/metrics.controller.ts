import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Calendars } from '#calendar/messages';
import type { Principal } from '#event-store';
import { By, cursorOf, keyIn } from '#http';
import { Clock } from '#kernel';
import { refuse } from '../domain/rejections.js';
import { DEFAULT_MINIMUM, type Question } from '../domain/report.js';
import { MetricsQueries, type CountedPage } from '../projections/metrics.queries.js';
import { CountedCasesQuery, MetricsQuery } from './metrics.dto.js';
import { CountedCasesView, countedCasesView, reportView, ReportView } from './metrics.view.js';
import { Sight } from './sight.js';

const PAGE = 50;

@ApiTags('metrics')
@Controller('api/metrics')
export class MetricsController {
  constructor(
    private readonly sight: Sight,
    private readonly metrics: MetricsQueries,
    private readonly calendars: Calendars,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOkResponse({ type: ReportView })
  @ApiOperation({
    summary: 'How a unit and those below it handle their cases: every number with its formula 统计指标',
  })
  async report(@Query() query: MetricsQuery, @By() by: Principal): Promise<ReportView> {
    const question = await this.questionOf(query, by);
    return reportView(await this.metrics.report(question, await this.calendars.book()));
  }

  @Get('cases')
  @ApiOkResponse({ type: CountedCasesView })
  @ApiOperation({ summary: 'The cases behind one number, by keyset 指标对应案件' })
  async cases(@Query() query: CountedCasesQuery, @By() by: Principal): Promise<CountedCasesView> {
    const question = await this.questionOf(query, by);
    const { metric, part = 'numerator', limit = PAGE, after } = query;
    const page = { metric, part, limit, ...(after !== undefined && { after: placeIn(after) }) };
    const cases = await this.metrics.cases(question, page);
    const last = cases.length === limit ? cases.at(-1) : undefined;
    return countedCasesView(question, page, cases, last ? cursorOf(last.seq, last.episode) : null);
  }

  private async questionOf(query: MetricsQuery, by: Principal): Promise<Question> {
    const now = this.clock.now();
    const { minimum = DEFAULT_MINIMUM } = query;
    const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
    const asOf = query.asOf === undefined ? now : Math.min(now, Date.parse(query.asOf));
    if (from >= to || asOf < from) throw refuse('period-empty');
    return { unit: await this.sight.scopeFor(by, query.unit), from, to, asOf, minimum };
  }
}

function placeIn(cursor: string): NonNullable<CountedPage['after']> {
  const [seq, episode] = keyIn(cursor, ['whole', 'whole']);
  return { seq, episode };
}
