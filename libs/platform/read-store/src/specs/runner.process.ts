import { SystemClock } from '#kernel';
import { SqliteEventStore } from '#event-store';
import { ProjectionRunner } from '../projection-runner.js';
import { tallyProjection } from './tally.projection.js';

/** A process that follows a log it only reads, rebuilding all the while, and tells its parent how far it is. */
const [folder = '', file = ''] = process.argv.slice(2);

const runner = new ProjectionRunner({
  folder,
  store: SqliteEventStore.open({ file, readOnly: true, pollEvery: 2 }),
  projections: [tallyProjection()],
  clock: new SystemClock(),
  onAdvanced: (mark) => process.send?.(mark),
});
await runner.prepare();
runner.start();
for (;;) await runner.rebuild();
