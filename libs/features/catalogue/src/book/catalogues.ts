import { Injectable } from '@nestjs/common';
import type { Folded } from '#event-store';
import type { RuleBook } from '#kernel';
import type { PublishedCatalogue } from '../domain/catalogue.events.js';
import type { Catalogue } from '../domain/catalogue.state.js';
import { refuse } from '../domain/rejections.js';
import { bookOf } from '../domain/rules.js';
import { CATALOGUE, CatalogueStreams } from '../streams.js';

/**
 * The rules, out of the write side's own memory: as fresh as what this process has decided or read. Every command of a
 * case asks, so the book is kept until the stream moves on.
 */
@Injectable()
export class Catalogues {
  private known?: { readonly of: Folded<Catalogue>; readonly book: RuleBook };

  constructor(private readonly streams: CatalogueStreams) {}

  /**
   * @param including hash of a version that somebody decided by: where the memory does not have it, the log is asked, for
   * another process may have published it
   * @throws Rejection `no-catalogue` before the first publication
   */
  async book(including?: string): Promise<RuleBook> {
    const book = this.bookIn(await this.streams.recall(CATALOGUE));
    if (book && (including === undefined || book.at(including))) return book;
    const fresh = this.bookIn(await this.streams.load(CATALOGUE));
    if (!fresh) throw refuse('no-catalogue');
    return fresh;
  }

  /** Every version there was, the oldest first, as the log has it now. */
  async published(): Promise<readonly PublishedCatalogue[]> {
    return (await this.streams.load(CATALOGUE)).state;
  }

  private bookIn(folded: Folded<Catalogue>): RuleBook | undefined {
    if (this.known?.of === folded) return this.known.book;
    const book = bookOf(folded.state);
    if (book) this.known = { of: folded, book };
    return book;
  }
}
