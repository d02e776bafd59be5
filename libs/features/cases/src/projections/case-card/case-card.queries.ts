import { Injectable } from '@nestjs/common';
import { ReadStore } from '#read-store';
import { refuse } from '../../domain/rejections.js';
import type { CaseTables } from '../tables.js';
import type { Viewer } from '../viewer.js';
import { scopesOf, type CaseCard } from './case-card-fold.js';
import { caseCardOf } from './case-card.table.js';

@Injectable()
export class CaseCardQueries {
  constructor(private readonly views: ReadStore) {}

  /** By id or number, when the viewer's unit has, had or oversees it. @throws Rejection */
  async cardFor(viewer: Viewer, idOrNumber: string): Promise<CaseCard> {
    const card = await this.find(
      idOrNumber.includes('-') && idOrNumber.length < 20 ? 'number' : 'case_id',
      idOrNumber,
    );
    if (!card) throw refuse('case-not-found');
    const scopes = scopesOf(card);
    if (viewer.positions.some(({ unit }) => scopes.includes(unit))) return card;
    const whoMay = scopes.slice(0, 3).map((unit) => ({ role: 'supervisor', unit }));
    throw refuse('not-permitted', { whoMay, details: { rule: 'SeeCases' } });
  }

  find(column: 'case_id' | 'number' | 'receipt_hash', value: string): Promise<CaseCard | undefined> {
    return this.views
      .db<CaseTables>()
      .selectFrom('case_card')
      .select('card')
      .where(column, '=', value)
      .executeTakeFirst()
      .then((row) => row && caseCardOf(row));
  }
}
