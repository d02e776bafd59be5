import Database from 'better-sqlite3';
import { OpenDeadlines, type AlarmQuery, type ArmedAlarm } from '#deadlines';
import type { StoredEvent } from '#event-store';

/** Open alarms of a ledger in a table, as read models keep them. */
export class AlarmTable extends OpenDeadlines {
  private readonly db = new Database(':memory:');
  private readonly put: Database.Statement<[string, string, number, number]>;
  private readonly drop: Database.Statement<[string, string, number]>;
  private readonly find: Database.Statement<[number, number, number, string, string, number], ArmedAlarm>;
  private readonly first: Database.Statement<[], { at: number | null }>;

  constructor() {
    super();
    this.db.exec(`
      create table alarm (subject text, name text, version integer, at real, primary key (subject, name)) without rowid;
      create index by_time on alarm (at, subject, name, version);`);
    this.put = this.db.prepare('insert or replace into alarm values (?, ?, ?, ?)');
    this.drop = this.db.prepare('delete from alarm where subject = ? and name = ? and version <= ?');
    this.find = this.db.prepare(
      `select subject, name, version, at from alarm
       where at >= ? and at < ? and (at, subject, name) > (?, ?, ?) order by at, subject, name limit ?`,
    );
    this.first = this.db.prepare('select min(at) at from alarm');
  }

  /** Returns what these events have armed. */
  fold(events: readonly StoredEvent[]): readonly ArmedAlarm[] {
    const armed: ArmedAlarm[] = [];
    for (const { type, stream, data } of events) {
      const subject = stream.slice(stream.indexOf('-') + 1);
      const { name, version, at } = data as Omit<ArmedAlarm, 'subject'>;
      if (type === 'DeadlineFired') this.drop.run(subject, name, version);
      else {
        this.put.run(subject, name, version, at);
        armed.push({ subject, name, version, at });
      }
    }
    return armed;
  }

  async page({ from = 0, until, limit, after }: AlarmQuery): Promise<readonly ArmedAlarm[]> {
    const { at = -1, subject = '', name = '' } = after ?? {};
    return this.find.all(from, until, at, subject, name, limit);
  }

  async next(): Promise<number | undefined> {
    return this.first.get()?.at ?? undefined;
  }
}
