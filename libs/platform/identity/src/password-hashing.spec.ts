import { describe, expect, it } from '@jest/globals';
import { PasswordHashing } from './password-hashing.js';

const cheap = { memoryKiB: 64, passes: 1 };

describe('hashing passwords', () => {
  it('makes argon2id hashes with the parameters of OWASP unless told otherwise', async () => {
    expect(await new PasswordHashing().hash('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('knows the password again and no other', async () => {
    const hashing = new PasswordHashing(cheap);
    const stored = await hashing.hash('correct horse');
    expect(stored).not.toBe(await hashing.hash('correct horse'));
    expect(await hashing.verify(stored, 'correct horse')).toBe(true);
    expect(await hashing.verify(stored, 'correct horse ')).toBe(false);
  });

  it('finds nothing right where there is no hash', async () => {
    const hashing = new PasswordHashing(cheap);
    expect(await hashing.verify(undefined, 'correct horse')).toBe(false);
    expect(await hashing.verify(undefined, '')).toBe(false);
  });

  it('refuses what is more than it can take, does the rest, and is ready again', async () => {
    const hashing = new PasswordHashing({ ...cheap, atOnce: 2, waiting: 3 });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => hashing.hash('correct horse')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(asked.at(-1)).toMatchObject({
      reason: { code: 'too-many-attempts', details: { retryAfterSeconds: 1 } },
    });
    const later = await Promise.all(Array.from({ length: 5 }, () => hashing.hash('correct horse')));
    expect(later).toHaveLength(5);
  });

  it('goes on after one that broke down', async () => {
    const hashing = new PasswordHashing({ ...cheap, atOnce: 1, waiting: 5 });
    const broken = hashing.verify('not a hash', 'correct horse');
    const waiting = hashing.hash('correct horse');
    await expect(broken).rejects.toThrow();
    expect(await waiting).toMatch(/^\$argon2id/);
  });
});
