import type { Clock } from '#kernel';
import { Accounts } from './accounts.js';
import { openAccountsFile } from './accounts-file.js';
import { AttemptLimit } from './attempt-limit.js';
import { PasswordHashing, type PasswordHashingOptions } from './password-hashing.js';
import { Sessions, type SessionsOptions } from './sessions.js';

const QUARTER_OF_AN_HOUR = 15 * 60_000;

export interface IdentityOptions {
  /** accounts.db; `:memory:` for specs. */
  readonly file: string;
  readonly clock: Clock;
  /** Specs take cheaper parameters than the default. */
  readonly hashing?: PasswordHashingOptions;
  readonly sessions?: SessionsOptions;
  /** Failed sign-ins in a quarter of an hour; default 5 for an account and 50 for an address. */
  readonly attempts?: { readonly byAccount: number; readonly byAddress: number };
}

export interface Identity {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  close(): void;
}

/** Accounts and sessions over one file. */
export function openIdentity(options: IdentityOptions): Identity {
  const { file, clock, attempts = { byAccount: 5, byAddress: 50 } } = options;
  const database = openAccountsFile(file);
  const sessions = new Sessions(database, clock, options.sessions);
  const limits = {
    byAccount: new AttemptLimit(clock, { attempts: attempts.byAccount, window: QUARTER_OF_AN_HOUR }),
    byAddress: new AttemptLimit(clock, { attempts: attempts.byAddress, window: QUARTER_OF_AN_HOUR }),
  };
  const accounts = new Accounts(database, sessions, new PasswordHashing(options.hashing), limits);
  sessions.purge();
  return { accounts, sessions, close: () => database.close() };
}
