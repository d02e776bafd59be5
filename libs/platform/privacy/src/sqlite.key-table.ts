import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { closeBox, openBox } from './box.js';
import { BoxBroken, KeyStoreUnavailable } from './key-store.errors.js';
import type { KeyLookup } from './key-store.js';
import { subkeyOf } from './subkey.js';

const KEY_BYTES = 32;
/** How often, and how far apart in ms, the log is cut while a reader still looks at its old pages: for five seconds. */
const CUTS = 100;
const CUT_PAUSE = 50;

interface Erasure {
  readonly number: number;
  readonly subject: string;
}

/** The rows of keys.db: wrapped keys, and zeros of the same length where a key was destroyed. */
export class KeyTable {
  private readonly wrapping: KeyObject;
  private readonly sql: ReturnType<typeof statementsOf>;
  private readonly insertAll: Database.Transaction<(subjects: readonly string[]) => KeyLookup[]>;

  constructor(
    private readonly database: Database.Database,
    masterKey: KeyObject,
  ) {
    this.wrapping = subkeyOf(masterKey, 'wrap data keys');
    this.sql = statementsOf(database);
    this.insertAll = database.transaction((subjects: readonly string[]) => {
      const bytes = randomBytes(KEY_BYTES * subjects.length);
      return subjects.map((subject, at) =>
        this.insert(subject, bytes.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES)),
      );
    });
  }

  find(subject: string): KeyLookup {
    const wrapped = guarded(() => this.sql.find.get(subject));
    if (wrapped === undefined) return undefined;
    if (wrapped[0] === 0) return 'destroyed';
    return createSecretKey(openBox(this.wrapping, subject, wrapped, 'data key'));
  }

  /** The keys of all subjects after one durable write, made where there was none. */
  obtain(subjects: readonly string[]): readonly KeyLookup[] {
    return guarded(() => this.insertAll.immediate(subjects));
  }

  erase(subject: string): void {
    const erase = () => {
      this.sql.overwrite.run(subject);
      this.sql.tell.run(subject);
    };
    guarded(() => this.database.transaction(erase).immediate());
  }

  /** Empties the write-ahead log, where a key's bytes would otherwise stay until it is written over. */
  async cutLog(): Promise<void> {
    for (let cut = 0; cut < CUTS; cut += 1) {
      if (guarded(() => this.tryToCutLog())) return;
      await sleep(CUT_PAUSE);
    }
    throw new KeyStoreUnavailable(
      'the key is destroyed, but a reader holds on to old pages: destroy it again',
    );
  }

  lastErasure(): number {
    return guarded(() => this.sql.lastErasure.get()) ?? 0;
  }

  erasuresAfter(number: number): readonly Erasure[] {
    return guarded(() => this.sql.erasuresAfter.all(number));
  }

  close(): void {
    this.database.close();
  }

  private insert(subject: string, bytes: Buffer): KeyLookup {
    const { changes } = this.sql.insert.run(subject, closeBox(this.wrapping, subject, bytes));
    return changes === 1 ? createSecretKey(bytes) : this.find(subject);
  }

  private tryToCutLog(): boolean {
    // Without a time-out: waiting for a reader inside SQLite would hold the event loop.
    this.database.pragma('busy_timeout = 0');
    try {
      const [answer] = this.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return answer?.busy === 0;
    } finally {
      this.database.pragma('busy_timeout = 5000');
    }
  }
}

function statementsOf(database: Database.Database) {
  return {
    find: database.prepare<[string], Buffer>('SELECT wrapped FROM data_key WHERE subject = ?').pluck(),
    insert: database.prepare<[string, Buffer]>(
      'INSERT INTO data_key (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    overwrite: database.prepare<[string]>(
      `INSERT INTO data_key (subject, wrapped) VALUES (?, x'00')
       ON CONFLICT (subject) DO UPDATE SET wrapped = zeroblob(length(wrapped))`,
    ),
    tell: database.prepare<[string]>('INSERT INTO erasure (subject) VALUES (?) ON CONFLICT DO NOTHING'),
    lastErasure: database.prepare<[], number | null>('SELECT max(number) FROM erasure').pluck(),
    erasuresAfter: database.prepare<[number], Erasure>(
      'SELECT number, subject FROM erasure WHERE number > ? ORDER BY number',
    ),
  };
}

/** The driver's own errors stay here. */
function guarded<Answer>(deed: () => Answer): Answer {
  try {
    return deed();
  } catch (error) {
    if (error instanceof BoxBroken || error instanceof KeyStoreUnavailable) throw error;
    throw new KeyStoreUnavailable('the key store can neither be read nor written', { cause: error });
  }
}
