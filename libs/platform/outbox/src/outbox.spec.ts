import { InMemoryOutbox } from './in-memory.outbox.js';
import { openOutbox } from './open-outbox.js';
import { outboxContract } from './outbox.contract.js';
import { InMemoryReadingMarks } from './reading-marks.js';
import { atTheEnd, temporaryFile } from './specs/rooms.js';

outboxContract('in memory', () => ({
  outbox: new InMemoryOutbox(),
  marks: new InMemoryReadingMarks(),
  reopen: undefined,
}));

outboxContract('in a file', () => {
  const file = temporaryFile('outbox.db');
  const { outbox, marks } = openOutbox({ file });
  atTheEnd(() => outbox.close());
  const reopen = () => {
    const again = openOutbox({ file });
    atTheEnd(() => again.outbox.close());
    return again.outbox;
  };
  return { outbox, marks, reopen };
});
