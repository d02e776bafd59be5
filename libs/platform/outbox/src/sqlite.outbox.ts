import type Database from 'better-sqlite3';
import {
  Outbox,
  type Attempt,
  type Delivery,
  type DeliveryFilter,
  type Lane,
  type Letter,
  type Parcel,
  type Verdict,
  type WaitingLetter,
} from './outbox.js';
import { deliveryOf, laneOf, waitingLetterOf, type LaneRow, type LetterRow } from './sqlite.outbox-rows.js';

const LANE = 'channel = @channel AND recipient = @recipient AND urgent = @urgent';
const DUE = `
  SELECT channel, recipient, urgent FROM parcel WHERE state = 'going-out' AND next_at <= @now
  UNION
  SELECT channel, recipient, urgent FROM letter l WHERE parcel IS NULL AND not_before <= @now AND NOT EXISTS (
    SELECT 1 FROM parcel p WHERE p.state = 'going-out'
      AND p.channel = l.channel AND p.recipient = l.recipient AND p.urgent = l.urgent)`;
const LETTERS = 'seq, event, channel, recipient, urgent, body, put_at, held';
const LEDGER = `(SELECT json_group_array(json_object('at', at, 'status', status, 'excerpt', excerpt) ORDER BY number)
  FROM attempt a WHERE a.parcel = l.parcel)`;
const DELIVERIES = `
  SELECT l.${LETTERS.replaceAll(', ', ', l.')}, l.parcel, coalesce(p.state, 'waiting') AS state, p.next_at, ${LEDGER} AS ledger
  FROM letter l LEFT JOIN parcel p ON p.id = l.parcel
  WHERE l.recipient IN (SELECT value FROM json_each(@recipients)) AND l.seq < @before
    AND (@state IS NULL OR coalesce(p.state, 'waiting') = @state)
  ORDER BY l.seq DESC LIMIT @limit`;

interface ParcelRow extends LaneRow {
  id: string;
  attempts: number;
  next_at: number;
}

/** The outbox in a file of its own, written through to the disk. */
export class SqliteOutbox extends Outbox {
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {
    super();
  }

  put(letters: readonly Letter[], now: number): number {
    const insert = this
      .prepared(`INSERT INTO letter (event, channel, recipient, urgent, body, put_at, not_before)
      VALUES (@event, @channel, @recipient, @urgent, @body, @now, @now) ON CONFLICT DO NOTHING`);
    return this.together(() =>
      letters.reduce((count, letter) => {
        const body = JSON.stringify(letter.body);
        return count + insert.run({ ...letter, urgent: Number(letter.urgent), body, now }).changes;
      }, 0),
    );
  }

  due(now: number): readonly Lane[] {
    return (this.prepared(DUE).all({ now }) as LaneRow[]).map(laneOf);
  }

  parcelIn(lane: Lane): Parcel | undefined {
    const find = this.prepared(`SELECT * FROM parcel WHERE ${LANE} AND state = 'going-out'`);
    const row = find.get(rowOf(lane)) as ParcelRow | undefined;
    if (!row) return undefined;
    const inside = this.prepared(`SELECT ${LETTERS} FROM letter WHERE parcel = ? ORDER BY seq`);
    const letters = (inside.all(row.id) as LetterRow[]).map(waitingLetterOf);
    return { ...laneOf(row), id: row.id, letters, attempts: row.attempts, nextAt: row.next_at };
  }

  waitingIn(lane: Lane, now: number, limit: number): readonly WaitingLetter[] {
    const find = this.prepared(`SELECT ${LETTERS} FROM letter
      WHERE ${LANE} AND parcel IS NULL AND not_before <= @now ORDER BY seq LIMIT @limit`);
    return (find.all({ ...rowOf(lane), now, limit }) as LetterRow[]).map(waitingLetterOf);
  }

  pack(id: string, lane: Lane, letters: readonly WaitingLetter[], now: number): void {
    const open = this.prepared(`INSERT INTO parcel (id, channel, recipient, urgent, next_at, state)
      VALUES (@id, @channel, @recipient, @urgent, @now, 'going-out')`);
    const enclose = this.prepared('UPDATE letter SET parcel = ? WHERE seq = ? AND parcel IS NULL');
    this.together(() => {
      open.run({ ...rowOf(lane), id, now });
      for (const { seq } of letters) enclose.run(id, seq);
    });
  }

  hold(lane: Lane, until: number, now: number): void {
    const moment = { ...rowOf(lane), until, now };
    this.together(() => {
      this.prepared(
        `UPDATE letter SET not_before = @until, held = 1
        WHERE ${LANE} AND parcel IS NULL AND not_before <= @now`,
      ).run(moment);
      this.prepared(
        `UPDATE parcel SET next_at = @until
        WHERE ${LANE} AND state = 'going-out' AND next_at <= @now`,
      ).run(moment);
    });
  }

  attempted(id: string, { at, status, excerpt }: Attempt, verdict: Verdict): void {
    const again = verdict.state === 'again';
    const state = again ? 'going-out' : verdict.state;
    const change = { id, at, state, nextAt: again ? verdict.at : at, endedAt: again ? null : at };
    this.together(() => {
      const { changes } = this.prepared(
        `UPDATE parcel SET attempts = attempts + 1, state = @state,
        next_at = @nextAt, ended_at = @endedAt WHERE id = @id AND state = 'going-out'`,
      ).run(change);
      if (changes === 0) return;
      this.prepared(
        `INSERT INTO attempt (parcel, number, recipient, at, status, excerpt)
        SELECT id, attempts, recipient, @at, @status, @excerpt FROM parcel WHERE id = @id`,
      ).run({
        id,
        at,
        status,
        excerpt,
      });
    });
  }

  attemptsSince(recipient: string, since: number): readonly number[] {
    const find = this.prepared('SELECT at FROM attempt WHERE recipient = ? AND at >= ? ORDER BY at');
    return (find.all(recipient, since) as { at: number }[]).map(({ at }) => at);
  }

  deliveries({ recipients, state, before, limit }: DeliveryFilter): readonly Delivery[] {
    const asked = { recipients: JSON.stringify(recipients), state: state ?? null, limit };
    const rows = this.prepared(DELIVERIES).all({ ...asked, before: before ?? Number.MAX_SAFE_INTEGER });
    return rows.map((row) => deliveryOf(row as Parameters<typeof deliveryOf>[0]));
  }

  purge(endedBefore: number): number {
    const ended = 'SELECT id FROM parcel WHERE ended_at < ?';
    return this.together(() => {
      const { changes } = this.prepared(`DELETE FROM letter WHERE parcel IN (${ended})`).run(endedBefore);
      this.prepared(`DELETE FROM attempt WHERE parcel IN (${ended})`).run(endedBefore);
      this.prepared('DELETE FROM parcel WHERE ended_at < ?').run(endedBefore);
      return changes;
    });
  }

  close(): void {
    this.db.close();
  }

  private together<Outcome>(work: () => Outcome): Outcome {
    return this.db.transaction(work).immediate();
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

function rowOf({ channel, recipient, urgent }: Lane) {
  return { channel, recipient, urgent: Number(urgent) };
}
