import type Database from 'better-sqlite3';
import type { AttemptLimit } from './attempt-limit.js';
import { networkOf } from './network.js';
import type { PasswordHashing } from './password-hashing.js';
import { checkPassword, plainSignIn } from './password-rule.js';
import { refuse } from './refusals.js';
import type { OpenedSession, Sessions } from './sessions.js';

/** What may be known of an account. */
export interface Account {
  readonly personId: string;
  /** Lower case, unique. */
  readonly signIn: string;
  readonly disabled: boolean;
}

export interface NewAccount {
  readonly personId: string;
  readonly signIn: string;
  readonly password: string;
}

export interface Credentials {
  readonly signIn: string;
  readonly password: string;
  /** IP address of the one who asks. */
  readonly address: string;
}

export interface SignInLimits {
  readonly byAccount: AttemptLimit;
  readonly byAddress: AttemptLimit;
}

interface Row {
  readonly personId: string;
  readonly signIn: string;
  readonly passwordHash: string;
  readonly disabled: 0 | 1;
}

/** How a person proves who he is. Whatever changes a password or closes an account ends all its sessions with it. */
export class Accounts {
  private readonly sql: ReturnType<typeof statementsOf>;

  constructor(
    private readonly database: Database.Database,
    private readonly sessions: Sessions,
    private readonly hashing: PasswordHashing,
    private readonly limits: SignInLimits,
  ) {
    this.sql = statementsOf(database);
  }

  /**
   * The same again changes nothing.
   * @throws Rejection `sign-in-taken`, `account-exists`, or of the password rule
   */
  async create({ personId, signIn, password }: NewAccount): Promise<void> {
    checkPassword(password, signIn);
    const passwordHash = await this.hashing.hash(password);
    const { changes } = this.sql.insert.run(personId, plainSignIn(signIn), passwordHash);
    if (changes === 1) return;
    const existing = this.sql.byPerson.get(personId);
    if (!existing) throw refuse('sign-in-taken');
    const isSame =
      existing.signIn === plainSignIn(signIn) && (await this.prove(existing, password, () => true));
    if (!isSame) throw refuse('account-exists');
  }

  find(personId: string): Account | undefined {
    const row = this.sql.byPerson.get(personId);
    return row && { personId, signIn: row.signIn, disabled: row.disabled === 1 };
  }

  /**
   * Begins a session. An unknown sign-in, a wrong password and a disabled account look the same and take the same time.
   * @throws Rejection `wrong-sign-in`, or `too-many-attempts` with `retryAfterSeconds`
   */
  async signIn({ signIn, password, address }: Credentials): Promise<OpenedSession> {
    const { byAddress, byAccount } = this.limits;
    const name = plainSignIn(signIn);
    const row = this.sql.bySignIn.get(name);
    const begin = ({ personId }: Row) => this.sessions.open(personId);
    const session = await byAddress.guard(networkOf(address), () =>
      byAccount.guard(name, () => this.prove(row, password, begin)),
    );
    if (!session) throw refuse('wrong-sign-in');
    byAccount.reset(name);
    return session;
  }

  /** @throws Rejection `wrong-password`, `too-many-attempts`, `account-not-found`, or of the password rule */
  async changePassword(personId: string, present: string, next: string): Promise<void> {
    const row = this.row(personId);
    checkPassword(next, row.signIn);
    const isRight = await this.limits.byAccount.guard(row.signIn, () => this.prove(row, present, () => true));
    const passwordHash = isRight && (await this.hashing.hash(next));
    // An administrator may have set another password while this one was being checked: his stays.
    if (!passwordHash || this.row(personId).passwordHash !== row.passwordHash) throw refuse('wrong-password');
    this.endingSessions(personId, () => this.sql.setPassword.run(passwordHash, personId));
  }

  /** For an administrator. @throws Rejection `account-not-found`, or of the password rule */
  async setPassword(personId: string, next: string): Promise<void> {
    const { signIn } = this.row(personId);
    checkPassword(next, signIn);
    const passwordHash = await this.hashing.hash(next);
    this.endingSessions(personId, () => this.sql.setPassword.run(passwordHash, personId));
    this.limits.byAccount.reset(signIn);
  }

  /** Nobody signs in by this account until it is enabled. @throws Rejection `account-not-found` */
  disable(personId: string): void {
    this.row(personId);
    this.endingSessions(personId, () => this.sql.setDisabled.run(1, personId));
  }

  /** @throws Rejection `account-not-found` */
  enable(personId: string): void {
    this.row(personId);
    this.sql.setDisabled.run(0, personId);
  }

  /** Leaves nothing of the account, for a person whose data is erased; one without an account stays so. */
  remove(personId: string): void {
    this.endingSessions(personId, () => this.sql.remove.run(personId));
  }

  private row(personId: string): Row {
    const row = this.sql.byPerson.get(personId);
    if (!row) throw refuse('account-not-found');
    return row;
  }

  /**
   * What is done at once when the password is right and the account still as it was when the check began: no turn of the
   * event loop lies between, in which another change could end the sessions before this one is begun.
   */
  private async prove<Answer>(
    row: Row | undefined,
    password: string,
    proven: (row: Row) => Answer,
  ): Promise<Answer | undefined> {
    const isRight = await this.hashing.verify(row?.passwordHash, password);
    const now = row && this.sql.byPerson.get(row.personId);
    const stillHolds = now?.passwordHash === row?.passwordHash && now?.disabled === 0;
    return isRight && stillHolds ? proven(now) : undefined;
  }

  private endingSessions(personId: string, change: () => void): void {
    const both = () => {
      change();
      this.sessions.revokeAll(personId);
    };
    this.database.transaction(both).immediate();
  }
}

function statementsOf(database: Database.Database) {
  const columns = 'person_id AS personId, sign_in AS signIn, password_hash AS passwordHash, disabled';
  return {
    insert: database.prepare<[string, string, string]>(
      'INSERT INTO account (person_id, sign_in, password_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    byPerson: database.prepare<[string], Row>(`SELECT ${columns} FROM account WHERE person_id = ?`),
    bySignIn: database.prepare<[string], Row>(`SELECT ${columns} FROM account WHERE sign_in = ?`),
    setPassword: database.prepare<[string, string]>(
      'UPDATE account SET password_hash = ? WHERE person_id = ?',
    ),
    setDisabled: database.prepare<[number, string]>('UPDATE account SET disabled = ? WHERE person_id = ?'),
    remove: database.prepare<[string]>('DELETE FROM account WHERE person_id = ?'),
  };
}
