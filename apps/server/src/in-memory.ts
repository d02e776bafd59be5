import type { EventStore } from '#event-store';
import type { Accounts, Sessions } from '#identity';
import { SystemClock, type Clock } from '#kernel';
import { createLogger } from '#telemetry';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Closing } from './closing.js';
import { openInMemoryRooms } from './in-memory-rooms.js';
import { Service } from './service.js';
import { settled } from './settled.js';

export interface InMemoryOptions {
  /** Default: the machine's own. */
  readonly clock?: Clock;
}

/** A whole service for a journey: ask it by `app.inject`, or let it listen. */
export interface InMemoryServer {
  readonly app: NestFastifyApplication;
  readonly store: EventStore;
  readonly accounts: Accounts;
  /** To begin a session without a password. */
  readonly sessions: Sessions;
  /** Lines that were logged, from `warn` on. */
  readonly log: readonly string[];
  /** On a free port; answers with the address. */
  listen(): Promise<string>;
  /** Resolves when read models and processes have nothing left to do. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function startInMemory({
  clock = new SystemClock(),
}: InMemoryOptions = {}): Promise<InMemoryServer> {
  const log: string[] = [];
  const closing = new Closing();
  const rooms = await openInMemoryRooms(
    clock,
    createLogger({ logLevel: 'warn' }, { write: (line) => log.push(line) }),
    closing,
  );
  const service = closing.after(await Service.over(rooms, {}), (opened) => opened.stop());
  return {
    app: service.app,
    store: rooms.store,
    accounts: rooms.accounts,
    sessions: rooms.sessions,
    log,
    listen: () => service.listen('127.0.0.1', 0),
    settled: () => settled(rooms, service.worker),
    stop: () => closing.run(),
  };
}
