import { describe, expect, it } from '@jest/globals';
import type { LogPosition } from '#event-store';
import type { Checkpoints } from './checkpoints.js';

/** What every keeper of checkpoints does; `reopen` gives the same ones after a restart. */
export function checkpointsContract(
  adapter: string,
  open: () => { checkpoints: Checkpoints; reopen: (() => Checkpoints) | undefined },
): void {
  const place = (n: number) => String(n).padStart(20, '0') as LogPosition;

  describe(`checkpoints ${adapter}`, () => {
    it('know nothing of a process that never ran', () => {
      expect(open().checkpoints.read('merge')).toBeUndefined();
    });

    it('keep the last place of each process', () => {
      const { checkpoints } = open();
      checkpoints.save('merge', place(1));
      checkpoints.save('split', place(7));
      checkpoints.save('merge', place(2));
      expect([checkpoints.read('merge'), checkpoints.read('split')]).toEqual([place(2), place(7)]);
    });

    it('can be set back to the start of the log', () => {
      const { checkpoints } = open();
      checkpoints.save('merge', place(9));
      checkpoints.save('merge', '' as LogPosition);
      expect(checkpoints.read('merge')).toBe('');
    });

    it('outlive a restart, where they live in a file', () => {
      const { checkpoints, reopen } = open();
      checkpoints.save('merge', place(3));
      checkpoints.close();
      if (reopen) expect(reopen().read('merge')).toBe(place(3));
    });
  });
}
