import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { SubjectErased } from './key-store.errors.js';
import { KeyStore, type DataKey, type KeyLookup } from './key-store.js';
import { openKeyFile } from './sqlite.key-file.js';
import { KeyTable } from './sqlite.key-table.js';

/** New keys in one commit: few enough to hold the event loop for a few milliseconds at most. */
const MOST_PER_COMMIT = 256;
/** Each commit waits for the disk: while many ask, they are this far apart, in milliseconds, and make more keys at once. */
const PAUSE_FOR_MANY = 5;
/** A report asks for two: its own key and its reporter's. */
const KEYS_OF_ONE = 2;

export interface SqliteKeyStoreOptions {
  /** keys.db; made with mode 0600 when it is missing. */
  readonly file: string;
  readonly masterKey: KeyObject;
  /** For a thread that only opens boxes while another one owns the file. It notices destructions at its next look. */
  readonly readOnly?: boolean;
  /** Unwrapped keys kept in memory, about 1 KB each; default 20,000. */
  readonly remembered?: number;
}

interface Request {
  readonly subject: string;
  readonly resolve: (key: DataKey) => void;
  readonly reject: (error: unknown) => void;
}

/** Data keys in one SQLite file, wrapped by the master key. One writer per file; new keys of many callers share a commit. */
export class SqliteKeyStore extends KeyStore {
  private readonly table: KeyTable;
  private readonly known: LRUCache<string, DataKey>;
  private readonly readOnly: boolean;
  private requests: Request[] = [];
  /** Monotonic; not before. */
  private commitAgainAt = -Infinity;
  private lastErasure: number;

  /** @throws MasterKeyRefused when the file was made with another master key */
  constructor({ file, masterKey, readOnly = false, remembered = 20_000 }: SqliteKeyStoreOptions) {
    super();
    this.table = new KeyTable(openKeyFile(file, masterKey, readOnly), masterKey);
    this.known = new LRUCache({ max: remembered });
    this.readOnly = readOnly;
    this.lastErasure = this.table.lastErasure();
  }

  async keysFor(subjects: readonly string[]): Promise<readonly DataKey[]> {
    this.noticeErasures();
    const known = subjects.map((subject) => this.known.get(subject));
    if (known.every((key) => key !== undefined)) return known;
    return Promise.all(subjects.map((subject) => this.obtain(subject)));
  }

  async find(subjects: readonly string[]): Promise<readonly KeyLookup[]> {
    this.noticeErasures();
    return subjects.map((subject) => this.known.get(subject) ?? this.read(subject));
  }

  async destroy(subject: string): Promise<void> {
    this.forget(subject);
    this.table.erase(subject);
    await this.table.cutLog();
  }

  forget(subject: string): void {
    this.known.delete(subject);
  }

  async close(): Promise<void> {
    while (this.requests.length > 0) this.commit();
    this.table.close();
  }

  private read(subject: string): KeyLookup {
    const key = this.table.find(subject);
    if (key !== undefined && key !== 'destroyed') this.known.set(subject, key);
    return key;
  }

  private async obtain(subject: string): Promise<DataKey> {
    const key = this.known.get(subject) ?? this.read(subject);
    if (key === 'destroyed') throw new SubjectErased(subject);
    return key ?? this.request(subject);
  }

  private request(subject: string): Promise<DataKey> {
    if (this.requests.length === 0) this.schedule();
    return new Promise((resolve, reject) => {
      this.requests.push({ subject, resolve, reject });
    });
  }

  private schedule(): void {
    const pause = this.commitAgainAt - performance.now();
    if (pause <= 0) setImmediate(() => this.commit());
    else setTimeout(() => this.commit(), pause);
  }

  private commit(): void {
    const batch = this.requests.slice(0, MOST_PER_COMMIT);
    this.requests = this.requests.slice(MOST_PER_COMMIT);
    if (this.requests.length > 0) setImmediate(() => this.commit());
    if (batch.length === 0) return;
    try {
      const keys = this.table.obtain(batch.map((request) => request.subject));
      if (batch.length > KEYS_OF_ONE) this.commitAgainAt = performance.now() + PAUSE_FOR_MANY;
      batch.forEach((request, index) => this.answer(request, keys[index]));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** Only here, after the commit, is a new key remembered: one that a failed write rolled back must never seal anything. */
  private answer({ subject, resolve, reject }: Request, key: KeyLookup): void {
    if (key === undefined || key === 'destroyed') return reject(new SubjectErased(subject));
    this.known.set(subject, key);
    resolve(key);
  }

  private noticeErasures(): void {
    if (!this.readOnly) return;
    for (const { number, subject } of this.table.erasuresAfter(this.lastErasure)) {
      this.forget(subject);
      this.lastErasure = number;
    }
  }
}
