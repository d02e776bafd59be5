import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FixedClock, Rejection } from '#kernel';
import { AttemptLimit } from './attempt-limit.js';

const MINUTE = 60_000;
const right = () => Promise.resolve('right');
const wrong = () => Promise.resolve(undefined);

describe('limiting attempts', () => {
  it('lets any number of right ones through', async () => {
    const { limit } = limitOf(3);
    for (let attempt = 0; attempt < 20; attempt += 1) expect(await limit.guard('a', right)).toBe('right');
  });

  it('refuses after so many wrong ones, key by key', async () => {
    const { limit } = limitOf(3);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await limit.guard('a', wrong)).toBeUndefined();
    await expect(limit.guard('a', right)).rejects.toThrow(Rejection);
    expect(await limit.guard('b', right)).toBe('right');
  });

  it('counts no deed that broke down', async () => {
    const { limit } = limitOf(1);
    const broken = () => Promise.reject(new Error('no disk'));
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(limit.guard('a', broken)).rejects.toThrow('no disk');
    expect(await limit.guard('a', right)).toBe('right');
  });

  it('forgets all of a key when told to', async () => {
    const { limit } = limitOf(1);
    await limit.guard('a', wrong);
    limit.reset('a');
    expect(await limit.guard('a', right)).toBe('right');
  });

  it('does the deed for nobody who is refused', async () => {
    const { limit } = limitOf(1);
    await limit.guard('a', wrong);
    let deeds = 0;
    const deed = () => Promise.resolve((deeds += 1));
    await limit.guard('a', deed).catch(() => undefined);
    expect(deeds).toBe(0);
  });

  it('never lets more failures through in any window than it should, and says truly when to come again', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 20 * MINUTE }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(pauses, fc.integer({ min: 1, max: 6 }), async (steps, attempts) => {
        const { limit, clock } = limitOf(attempts);
        const failures: number[] = [];
        for (const step of steps) {
          clock.advance(step);
          const wait = await waitAfter(limit.guard('a', wrong));
          if (wait === undefined) failures.push(clock.now());
          const recent = failures.filter((moment) => moment > clock.now() - 15 * MINUTE);
          expect(recent.length).toBeLessThanOrEqual(attempts);
          if (wait === undefined) continue;
          expect(recent).toHaveLength(attempts);
          clock.advance(wait * 1000);
          expect(await waitAfter(limit.guard('a', right))).toBeUndefined();
        }
      }),
    );
  });
});

function limitOf(attempts: number) {
  const clock = new FixedClock(Date.UTC(2026, 10, 22));
  return { clock, limit: new AttemptLimit(clock, { attempts, window: 15 * MINUTE }) };
}

async function waitAfter(attempt: Promise<unknown>): Promise<number | undefined> {
  const error: unknown = await attempt.then(() => undefined).catch((thrown: unknown) => thrown);
  return error instanceof Rejection ? Number(error.details['retryAfterSeconds']) : undefined;
}
