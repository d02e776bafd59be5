import { setTimeout as sleep } from 'node:timers/promises';
import type { Rooms } from './rooms.js';
import type { Worker } from './worker.js';

/**
 * Resolves when read models and processes have nothing left to do: when both have come to the head of the log and the
 * head has stayed where it was, since a process may answer the last event with another one.
 */
export async function settled({ store, views }: Rooms, worker: Worker): Promise<void> {
  for (;;) {
    const head = await store.head();
    const isDone = views.position() >= head && worker.hasFollowedTo(head);
    if (isDone && (await store.head()) === head) return;
    worker.throwIfStopped();
    await sleep(5);
  }
}
