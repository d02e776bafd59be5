import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { draftOf, NO_HASH } from './draft.js';
import type { StreamName } from './event-store.js';
import { positionOf } from './log-position.js';
import { translating } from './sqlite.errors.js';
import { COLUMNS, eventOf, linkOf } from './sqlite.row.js';
import type { Row } from './sqlite.row.js';
import { finding } from './finding.js';
import type { Finding, FindingKind } from './finding.js';

const ROWS_AT_ONCE = 1000;

type Place = readonly [place: bigint, stream: StreamName | null, revision: bigint];

/** Holds the rows against the ends of the streams, the links from row to row, and the last position ever given. */
export async function* auditOf(db: Database): AsyncGenerator<Finding> {
  yield* endsOf(db);
  yield* linksOf(db);
  yield* lastOf(db);
}

async function* endsOf(db: Database): AsyncGenerator<Finding> {
  const upTo = db
    .prepare<unknown[], bigint | null>(
      'SELECT max(id) FROM (SELECT id FROM streams WHERE id > ? ORDER BY id LIMIT ?)',
    )
    .pluck()
    .safeIntegers();
  const cutOff = rowsOf<Place>(
    db,
    `
    SELECT s.position, s.name, s.revision FROM streams s LEFT JOIN events e ON e.position = s.position
    WHERE s.id > ? AND s.id <= ? AND (e.stream IS NOT s.id OR e.revision IS NOT s.revision OR e.hash IS NOT s.hash)`,
  );
  const beyond = rowsOf<Place>(
    db,
    `
    SELECT e.position, s.name, e.revision FROM streams s JOIN events e ON e.stream = s.id AND e.revision > s.revision
    WHERE s.id > ? AND s.id <= ?`,
  );
  for (let from = 0n, to; (to = translating(() => upTo.get(from, ROWS_AT_ONCE))); from = to) {
    for (const place of translating(() => cutOff.all(from, to))) yield at('cut-off', place);
    for (const place of translating(() => beyond.all(from, to))) yield at('beyond-end', place);
    await setImmediate();
  }
}

async function* linksOf(db: Database): AsyncGenerator<Finding> {
  const rows = rowsOf<Row>(
    db,
    `
    SELECT ${COLUMNS}, lower(hex(e.link)) FROM events e LEFT JOIN streams s ON s.id = e.stream
    WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  );
  let place = 0n;
  let link = NO_HASH;
  for (let page; (page = translating(() => rows.all(place, ROWS_AT_ONCE))).length > 0; await setImmediate()) {
    for (const row of page) {
      const ownLink = row[12] ?? '';
      if (row[0] !== place + 1n) yield finding('gap', { position: positionOf(place + 1n) });
      else if (ownLink !== linkOf(link, row[11])) yield at('misplaced', row);
      if (!isToTheLetter(row)) yield at('changed', row);
      [place, link] = [row[0], ownLink];
    }
  }
}

/** The hash covers what the texts say; this, how they say it. */
function isToTheLetter(row: Row): boolean {
  try {
    const event = eventOf(row);
    const { meta, data } = draftOf(event.stream, event);
    return meta === row[8] && data === row[9];
  } catch {
    return false;
  }
}

function* lastOf(db: Database): Generator<Finding> {
  const sql = `SELECT seq FROM sqlite_sequence WHERE name = 'events' AND seq > (SELECT ifnull(max(position), 0) FROM events)`;
  const last = translating(() => db.prepare<unknown[], bigint>(sql).pluck().safeIntegers().get());
  if (last !== undefined) yield finding('log-cut-off', { position: positionOf(last) });
}

function rowsOf<Row>(db: Database, sql: string) {
  return db.prepare<unknown[], Row>(sql).raw().safeIntegers();
}

function at(kind: FindingKind, [place, stream, revision]: Place | Row): Finding {
  return finding(kind, { ...(stream !== null && { stream }), revision, position: positionOf(place) });
}
