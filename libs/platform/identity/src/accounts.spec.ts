import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, Rejection } from '#kernel';
import { openIdentity, type Identity } from './identity.js';

const PASSWORD = 'correct horse battery';
const NEXT = 'staple of the next year';
const HOME = '203.0.113.7';
/** One at a time, so that what runs against each other does so in a known order. */
const cheap = { memoryKiB: 64, passes: 1, atOnce: 1 };
let clock: FixedClock;
let identity: Identity;

beforeEach(async () => {
  clock = new FixedClock(Date.UTC(2026, 10, 22));
  identity = openIdentity({ file: ':memory:', clock, hashing: cheap });
  await identity.accounts.create({ personId: 'p-li', signIn: 'Li.Wei', password: PASSWORD });
});
afterEach(() => identity.close());

describe('making an account', () => {
  it('changes nothing the second time', async () => {
    await identity.accounts.create({ personId: 'p-li', signIn: 'li.wei', password: PASSWORD });
    expect(identity.accounts.find('p-li')).toEqual({ personId: 'p-li', signIn: 'li.wei', disabled: false });
    await signIn();
  });

  it('is refused when the person has another one, or another person the sign-in', async () => {
    const again = { personId: 'p-li', signIn: 'li.wei', password: NEXT };
    expect(await codeOf(identity.accounts.create(again))).toBe('account-exists');
    expect(await codeOf(identity.accounts.create({ ...again, signIn: 'other' }))).toBe('account-exists');
    expect(await codeOf(identity.accounts.create({ ...again, personId: 'p-wu' }))).toBe('sign-in-taken');
    await signIn();
  });

  it.each([
    ['password-too-short', '123456789'],
    ['password-too-short', '💧'.repeat(9)],
    ['password-too-long', 'x'.repeat(129)],
    ['password-is-sign-in', 'Chen.Shufen'],
  ])('is refused as %s', async (code, password) => {
    expect(await codeOf(create(password))).toBe(code);
    expect(identity.accounts.find('p-chen')).toBeUndefined();
  });

  it.each([['1234567890'], ['💧'.repeat(10)], ['x'.repeat(128)], ['          ']])(
    'takes %p',
    async (password) => {
      await create(password);
      await identity.accounts.signIn({ signIn: 'chen.shufen', password, address: HOME });
    },
  );

  function create(password: string): Promise<void> {
    return identity.accounts.create({ personId: 'p-chen', signIn: 'chen.shufen', password });
  }
});

describe('signing in', () => {
  it('begins a session for the person', async () => {
    const opened = await signIn();
    expect(opened).toMatchObject({ personId: 'p-li', expiresAt: clock.now() + 8 * 3_600_000 });
    expect(identity.sessions.resolve(opened.token)).toEqual({
      personId: 'p-li',
      sessionId: opened.sessionId,
    });
  });

  it('takes a sign-in and a password as a Chinese keyboard may type them', async () => {
    await signIn({ signIn: ' ＬＩ.Wei ', password: 'ｃorrect horse battery' });
  });

  it('answers an unknown sign-in, a wrong password and a disabled account alike', async () => {
    const unknown = await refusalOf(signIn({ signIn: 'nobody' }));
    const wrong = await refusalOf(signIn({ password: NEXT }));
    identity.accounts.disable('p-li');
    const disabled = await refusalOf(signIn());
    expect([wrong, disabled]).toEqual([unknown, unknown]);
    expect(unknown).toMatchObject({ code: 'wrong-sign-in', kind: 'unauthenticated', details: {} });
  });

  it('lets a disabled account in again once it is enabled', async () => {
    identity.accounts.disable('p-li');
    identity.accounts.enable('p-li');
    await signIn();
  });

  it('begins no session when the account changes while the password is being checked', async () => {
    const set = identity.accounts.setPassword('p-li', NEXT);
    expect(await codeOf(signIn())).toBe('wrong-sign-in');
    await set;
    const late = codeOf(signIn({ password: NEXT }));
    identity.accounts.disable('p-li');
    expect(await late).toBe('wrong-sign-in');
  });

  it('shows no secret in what it throws', async () => {
    const error = await refusalOf(signIn({ password: 'a secret nobody may see' }));
    expect(inspect(error)).not.toContain('a secret');
  });
});

describe('guessing passwords', () => {
  it('is refused after five failures, also with the right password, and says how long', async () => {
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await codeOf(signIn({ password: NEXT, address: `198.51.100.${guess}` }))).toBe('wrong-sign-in');
      clock.advance(60_000);
    }
    const refused = await refusalOf(signIn());
    expect(refused).toMatchObject({ kind: 'too-many', details: { retryAfterSeconds: 600 } });
    clock.advance(600_000);
    await signIn();
  });

  it('gains nothing from guessing all at once', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(signIn({ password: NEXT }))));
    expect(codes.filter((code) => code === 'wrong-sign-in')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(15);
  });

  it('is limited alike for sign-ins that nobody has', async () => {
    for (let guess = 0; guess < 5; guess += 1) await codeOf(signIn({ signIn: 'nobody' }));
    expect(await codeOf(signIn({ signIn: 'Nobody' }))).toBe('too-many-attempts');
  });

  it('is limited by address over many accounts', async () => {
    for (let guess = 0; guess < 50; guess += 1) await codeOf(signIn({ signIn: `nobody-${guess}` }));
    expect(await codeOf(signIn())).toBe('too-many-attempts');
    await signIn({ address: '198.51.100.1' });
  });

  it('begins anew after a success', async () => {
    for (let guess = 0; guess < 4; guess += 1) await codeOf(signIn({ password: NEXT }));
    await signIn();
    expect(await codeOf(signIn({ password: NEXT }))).toBe('wrong-sign-in');
    await signIn();
  });

  it('is limited as well where a password is changed', async () => {
    const change = () => codeOf(identity.accounts.changePassword('p-li', 'not the present one', NEXT));
    for (let guess = 0; guess < 5; guess += 1) expect(await change()).toBe('wrong-password');
    expect(await change()).toBe('too-many-attempts');
  });
});

describe('changing a password', () => {
  it('ends all sessions of the person and of nobody else', async () => {
    await identity.accounts.create({ personId: 'p-wu', signIn: 'wu', password: PASSWORD });
    const [one, two, other] = [await signIn(), await signIn(), await signIn({ signIn: 'wu' })];
    await identity.accounts.changePassword('p-li', PASSWORD, NEXT);
    const alive = [one, two, other].map(({ token }) => identity.sessions.resolve(token)?.personId);
    expect(alive).toEqual([undefined, undefined, 'p-wu']);
    expect(await codeOf(signIn())).toBe('wrong-sign-in');
    await signIn({ password: NEXT });
  });

  it('is refused without the present one, and changes nothing', async () => {
    const { token } = await signIn();
    expect(await codeOf(identity.accounts.changePassword('p-li', NEXT, NEXT))).toBe('wrong-password');
    expect(await codeOf(identity.accounts.changePassword('p-li', PASSWORD, 'short'))).toBe(
      'password-too-short',
    );
    expect(await codeOf(identity.accounts.changePassword('p-no', PASSWORD, NEXT))).toBe('account-not-found');
    expect(identity.sessions.resolve(token)).toBeDefined();
  });

  it('leaves the one an administrator has set in the meantime', async () => {
    const changed = codeOf(identity.accounts.changePassword('p-li', PASSWORD, 'what a thief would like'));
    await identity.accounts.setPassword('p-li', NEXT);
    expect(await changed).toBe('wrong-password');
    await signIn({ password: NEXT });
  });
});

describe('looking after an account', () => {
  it('ends all sessions when a password is set, and forgets the failures', async () => {
    const { token } = await signIn();
    for (let guess = 0; guess < 5; guess += 1) await codeOf(signIn({ password: NEXT }));
    await identity.accounts.setPassword('p-li', NEXT);
    expect(identity.sessions.resolve(token)).toBeUndefined();
    await signIn({ password: NEXT });
  });

  it('ends all sessions when it is disabled or removed', async () => {
    const first = await signIn();
    identity.accounts.disable('p-li');
    identity.accounts.disable('p-li');
    identity.accounts.enable('p-li');
    const second = await signIn();
    identity.accounts.remove('p-li');
    identity.accounts.remove('p-li');
    expect([first, second].map(({ token }) => identity.sessions.resolve(token))).toEqual([
      undefined,
      undefined,
    ]);
    expect(identity.accounts.find('p-li')).toBeUndefined();
    expect(() => identity.accounts.disable('p-li')).toThrow(Rejection);
  });
});

function signIn(other: { signIn?: string; password?: string; address?: string } = {}) {
  return identity.accounts.signIn({ signIn: 'li.wei', password: PASSWORD, address: HOME, ...other });
}

async function refusalOf(deed: Promise<unknown>): Promise<Rejection> {
  const error = await deed.then(() => new Error('it was accepted')).catch((thrown: unknown) => thrown);
  if (error instanceof Rejection) return error;
  throw error;
}

async function codeOf(deed: Promise<unknown>): Promise<string> {
  return (await refusalOf(deed)).code;
}
