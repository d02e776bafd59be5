import 'reflect-metadata';
import { randomBytes, createSecretKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventStore, InMemoryEventStore, type LogPosition, type StreamName } from '#event-store';
import { openIdentity, Sessions } from '#identity';
import { SystemClock } from '#kernel';
import { KeyedDigests } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { createHttpApp } from '../create-http-app.js';
import { HttpRim, type HttpSettings } from '../http-rim.js';

/** A service of one controller, with real sessions, digests and read models behind it. */
export interface TinyApp {
  readonly app: NestFastifyApplication;
  readonly rim: HttpRim;
  readonly sessions: Sessions;
  /** Follows the log from when it is started. */
  readonly runner: ProjectionRunner;
  readonly store: EventStore;
  /** Lines that were logged. */
  readonly log: readonly string[];
  /** The token of a person who is signed in. */
  readonly token: string;
  stop(): Promise<void>;
}

export async function tinyApp(controller: Type, settings: HttpSettings = {}): Promise<TinyApp> {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-http-'));
  const clock = new SystemClock();
  const store = new InMemoryEventStore(clock);
  const readers: ReadStore[] = [];
  const runner = new ProjectionRunner({
    folder,
    store,
    clock,
    projections: [],
    onAdvanced: (mark) => readers.forEach((reader) => reader.advanced(mark)),
  });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  readers.push(views);
  const identity = openIdentity({ file: ':memory:', clock });
  const { sessions } = identity;
  const log: string[] = [];
  const rim = new HttpRim(settings, createLogger({ logLevel: 'debug' }, { write: (line) => log.push(line) }));
  const app = await createHttpApp(moduleOf(controller, store, sessions, views), rim, '1.0.0');
  const stop = async () => {
    await rim.stop(app);
    await runner.stop();
    views.close();
    await store.close();
    identity.close();
    rmSync(folder, { recursive: true });
  };
  return { app, rim, sessions, runner, store, log, token: sessions.open('person-1').token, stop };
}

export async function appendOne(store: EventStore): Promise<LogPosition> {
  const commandId = randomUUID();
  const event = {
    id: randomUUID(),
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-01-01T00:00:00Z',
    actor: { id: 'import', role: 'import' as const },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
    data: {},
  };
  return (await store.append(`note-${commandId}` as StreamName, 'no-stream', [event])).position;
}

function moduleOf(controller: Type, store: EventStore, sessions: Sessions, views: ReadStore): DynamicModule {
  const providers: Provider[] = [
    { provide: EventStore, useValue: store },
    { provide: Sessions, useValue: sessions },
    { provide: ReadStore, useValue: views },
    { provide: KeyedDigests, useValue: new KeyedDigests(createSecretKey(randomBytes(32))) },
  ];
  return { module: TinyModule, controllers: [controller], providers, exports: providers };
}

@Global()
@Module({})
class TinyModule {}
