import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LOG_START, type EventStore, type StoredEvent } from '#event-store';
import { rate } from './timing.js';

const BATCH = 50;

/** Bare better-sqlite3: rows of an event's size, 50 to a commit, every commit on disk. The floor under every durable write. */
export function measureBareAppends(folder: string, seconds: number): number {
  const db = new Database(join(mkdtempSync(join(folder, 'bare-')), 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'create table event (position integer primary key autoincrement, stream text, revision integer, json text)',
  );
  db.exec('create unique index by_stream on event (stream, revision)');
  const insert = db.prepare('insert into event (stream, revision, json) values (?, ?, ?)');
  const json = JSON.stringify({ data: 'x'.repeat(600) });
  const commit = db.transaction(() => {
    for (let row = 0; row < BATCH; row += 1) insert.run(randomUUID(), 0, json);
  });
  const started = performance.now();
  let commits = 0;
  for (; performance.now() - started < seconds * 1_000; commits += 1) commit();
  const perSecond = rate(commits * BATCH, performance.now() - started);
  db.close();
  return perSecond;
}

/** One table, one upsert per case and page of 5,000 events, in a file without guarantees: the floor under a rebuild. */
export async function measureBareRebuild(store: EventStore, folder: string): Promise<number> {
  const db = new Database(join(folder, 'bare-views.db'));
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec('create table card (stream text primary key, revision integer, json text)');
  const upsert = db.prepare('insert or replace into card values (?, ?, ?)');
  const write = db.transaction((cards: Iterable<StoredEvent>) => {
    for (const { stream, revision, data } of cards) upsert.run(stream, revision, JSON.stringify(data));
  });
  const started = performance.now();
  let events = 0;
  for (let from = LOG_START, atHead = false; !atHead;) {
    const page = await store.readAll({ from, limit: 5_000 });
    write(new Map(page.events.map((event) => [event.stream, event])).values());
    events += page.events.length;
    from = page.position;
    atHead = page.atHead;
  }
  const perSecond = rate(events, performance.now() - started);
  db.close();
  return perSecond;
}
