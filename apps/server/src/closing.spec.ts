import { describe, expect, it } from '@jest/globals';
import { Closing } from './closing.js';

describe('closing what was opened', () => {
  it('closes in the opposite order, each once', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    closing.after('log', (name) => closed.push(name));
    closing.after('views', async (name) => closed.push(name));
    closing.afterOpening({ close: () => closed.push('door') });
    await closing.run();
    await closing.run();
    expect(closed).toEqual(['door', 'views', 'log']);
  });

  it('closes the rest when one fails, and then says so', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    closing.after('log', (name) => closed.push(name));
    closing.after('views', () => {
      throw new Error('views');
    });
    await expect(closing.run()).rejects.toThrow('views');
    expect(closed).toEqual(['log']);
  });
});
