import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#event-store';
import { By, cursorOf, keyIn } from '#http';
import { Directory } from '#identity';
import { scopeFor } from '../domain/powers.js';
import { NameBook } from '../notices/names.js';
import { BoardQueries, type BoardKey } from '../projections/board/board.queries.js';
import { MATTER_STATES } from '../projections/case-standing/case-standing.js';
import { positionsOf } from './positions.js';
import { BoardQuery, UnitQuery } from './supervision.dto.js';
import { BoardCountsView, BoardView, matterView, named } from './supervision.view.js';

const PAGE = 50;

@ApiTags('supervision')
@Controller('api/supervision')
export class SupervisionController {
  constructor(
    private readonly board: BoardQueries,
    private readonly directory: Directory,
    private readonly names: NameBook,
  ) {}

  @Get()
  @ApiOkResponse({ type: BoardView })
  @ApiOperation({
    summary: 'What stands against the handling of a unit and of those below, longest first 督办台账',
  })
  async page(@Query() query: BoardQuery, @By() by: Principal): Promise<BoardView> {
    const { unit, state = MATTER_STATES, level, limit = PAGE, after } = query;
    const scope = await this.scope(unit, by);
    const { lines, next } = await this.board.page({
      scope,
      states: state,
      limit,
      ...(level !== undefined && { level }),
      ...(after !== undefined && { after: boardKeyOf(after) }),
    });
    const names = await this.names.now();
    return {
      unit: scope,
      matters: lines.map((line) => matterView(line, names)),
      next: next ? cursorOf(next.since, next.seq, next.shown) : null,
    };
  }

  @Get('counts')
  @ApiOkResponse({ type: BoardCountsView })
  @ApiOperation({ summary: 'How many matters a unit and each one below it have, by state 督办统计' })
  async counts(@Query() { unit }: UnitQuery, @By() by: Principal): Promise<BoardCountsView> {
    const scope = await this.scope(unit, by);
    const [counts, below, names] = [
      await this.board.counts(scope),
      await this.board.countsBelow(scope),
      await this.names.now(),
    ];
    return {
      ...named(scope, names),
      counts,
      below: below.map((each) => ({ ...named(each.unit, names), counts: each.counts })),
    };
  }

  private async scope(unit: string | undefined, by: Principal): Promise<string> {
    return scopeFor(await positionsOf(by, this.directory), unit, await this.directory.units());
  }
}

function boardKeyOf(cursor: string): BoardKey {
  const [since, seq, shown] = keyIn(cursor, ['whole', 'whole', 'whole']);
  return { since, seq, shown };
}
