import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { streamName } from './event-id.js';
import { Turns } from './turns.js';

const [one, other] = [streamName('spec', '1'), streamName('spec', '2')];

function hall() {
  const turns = new Turns();
  const steps: string[] = [];
  const deed =
    (name: string, milliseconds: number, fails = false) =>
    async () => {
      steps.push(`${name} begins`);
      await sleep(milliseconds);
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  return { turns, steps, deed };
}

describe('taking turns', () => {
  it('lets one begin when the one before has ended, even badly', async () => {
    const { turns, steps, deed } = hall();
    const first = turns.take(one, deed('a', 5, true));
    const second = turns.take(one, deed('b', 0));
    await expect(first).rejects.toThrow('a');
    expect(await second).toBe('b');
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('lets those of other streams go beside it', async () => {
    const { turns, steps, deed } = hall();
    await Promise.all([turns.take(one, deed('a', 5)), turns.take(other, deed('b', 0))]);
    expect(steps).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
  });

  it('is settled when all of now are through, those in waiting too', async () => {
    const { turns, steps, deed } = hall();
    const all = [
      turns.take(one, deed('a', 5)),
      turns.take(one, deed('b', 5)),
      turns.take(other, deed('c', 1)),
    ];
    await turns.settled();
    expect(steps.filter((step) => step.endsWith('ends'))).toEqual(['c ends', 'a ends', 'b ends']);
    await Promise.all(all);
  });
});
