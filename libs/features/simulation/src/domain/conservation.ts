/** A fact about one case, as far as the books need it. */
export interface CaseFact {
  readonly caseId: string;
  readonly type: string;
  readonly data: unknown;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/** Where a case stands after each of these; what is not named leaves it where it is. */
const STANDS = {
  CaseReported: 'reported',
  CaseAccepted: 'accepted',
  CustodyAccepted: 'handling',
  FirstContactMade: 'handling',
  ReworkOrdered: 'handling',
  HandlingReported: 'verifying',
  VerificationRecorded: 'calling-back',
  CaseReopened: 'accepted',
  CaseClosed: 'closed',
  CaseRejected: 'rejected',
  CaseWithdrawn: 'withdrawn',
  CaseMerged: 'merged',
} as const;
const OPEN: ReadonlySet<string> = new Set(['reported', 'accepted', 'handling', 'verifying', 'calling-back']);

/** What moved a case into the books, or out of them. */
const MOVES = {
  CaseReported: 'reported',
  CaseReopened: 'reopened',
  CaseUnmerged: 'unmerged',
  CaseClosed: 'closed',
  CaseRejected: 'rejected',
  CaseWithdrawn: 'withdrawn',
  CaseMerged: 'merged',
} as const;
type Move = (typeof MOVES)[keyof typeof MOVES];

/** The books of one span of time. */
export interface CaseBooks {
  /** Open at its beginning and at its end, counted case by case. */
  readonly opening: number;
  readonly open: number;
  readonly moves: Readonly<Record<Move, number>>;
}

/** opening + reported + reopened + unmerged = closed + rejected + withdrawn + merged + open */
export function addsUp({ opening, open, moves }: CaseBooks): boolean {
  const came = opening + moves.reported + moves.reopened + moves.unmerged;
  return came === moves.closed + moves.rejected + moves.withdrawn + moves.merged + open;
}

/** The books of every day, and of all of them; facts come in the order of the log. */
export class CaseLedger {
  private readonly stands = new Map<string, string>();
  /** Before it was merged; it goes on from there when the merge is undone. */
  private readonly stood = new Map<string, string>();
  private readonly closedBooks: CaseBooks[] = [];
  private opening = 0;
  private moves = noMoves();

  constructor(
    private readonly start: number,
    private readonly span: number,
  ) {}

  take({ caseId, type, recordedAt }: CaseFact): void {
    while (recordedAt >= this.start + (this.closedBooks.length + 1) * this.span) this.closeBooks();
    if (Object.hasOwn(MOVES, type)) this.moves[MOVES[type as keyof typeof MOVES]] += 1;
    const before = this.stands.get(caseId) ?? 'none';
    if (type === 'CaseMerged') this.stood.set(caseId, before);
    if (type === 'CaseUnmerged') this.stands.set(caseId, this.stood.get(caseId) ?? before);
    if (Object.hasOwn(STANDS, type)) this.stands.set(caseId, STANDS[type as keyof typeof STANDS]);
  }

  /** One for each span up to this moment. */
  booksUntil(end: number): readonly CaseBooks[] {
    while (this.start + this.closedBooks.length * this.span < end) this.closeBooks();
    return this.closedBooks;
  }

  byState(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const stage of [...this.stands.values()].sort()) counts[stage] = (counts[stage] ?? 0) + 1;
    return counts;
  }

  private closeBooks(): void {
    const open = [...this.stands.values()].filter((stage) => OPEN.has(stage)).length;
    this.closedBooks.push({ opening: this.opening, open, moves: this.moves });
    this.opening = open;
    this.moves = noMoves();
  }
}

function noMoves(): Record<Move, number> {
  return { reported: 0, reopened: 0, unmerged: 0, closed: 0, rejected: 0, withdrawn: 0, merged: 0 };
}
