import { mkdtempSync } from 'node:fs';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { CasesModule } from '#cases';
import { EventStore, SqliteEventStore } from '#event-store';
import { Directory } from '#identity';
import { Clock, SystemClock } from '#kernel';
import { KeyedDigests, SqliteKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { projectionsOf } from '#server';
import { benchDirectory } from './world.js';

/** The case desk over real files, without HTTP. */
export interface BenchDesk {
  readonly folder: string;
  readonly bus: CommandBus;
  readonly store: SqliteEventStore;
  readonly digests: KeyedDigests;
  readonly vault: Vault;
  readonly context: INestApplicationContext;
  readonly runner: ProjectionRunner;
  readonly masterKey: KeyObject;
  close(): Promise<void>;
}

@Module({})
class BenchModule {}

export async function openDesk(parent: string): Promise<BenchDesk> {
  const folder = mkdtempSync(join(parent, 'desk-'));
  const clock = new SystemClock();
  const masterKey = createSecretKey(randomBytes(32));
  const store = SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
  const keys = new SqliteKeyStore({ file: join(folder, 'keys.db'), masterKey });
  const vault = new Vault(keys);
  const digests = new KeyedDigests(masterKey);
  const runner = new ProjectionRunner({ store, folder, clock, projections: projectionsOf(vault) });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const context = await NestFactory.createApplicationContext(
    moduleOver({ store, clock, vault, digests, views }),
    {
      logger: ['error'],
    },
  );
  return {
    folder,
    bus: context.get(CommandBus),
    store,
    digests,
    vault,
    context,
    runner,
    masterKey,
    async close() {
      await context.close();
      views.close();
      await runner.stop();
      await keys.close();
      await store.close();
    },
  };
}

function moduleOver({
  store,
  clock,
  vault,
  digests,
  views,
}: {
  store: EventStore;
  clock: Clock;
  vault: Vault;
  digests: KeyedDigests;
  views: ReadStore;
}): DynamicModule {
  const providers = [
    { provide: EventStore, useValue: store },
    { provide: Clock, useValue: clock },
    { provide: Vault, useValue: vault },
    { provide: KeyedDigests, useValue: digests },
    { provide: ReadStore, useValue: views },
    { provide: Directory, useValue: benchDirectory() },
  ];
  return {
    module: BenchModule,
    global: true,
    imports: [CqrsModule.forRoot(), CasesModule],
    providers,
    exports: providers,
  };
}
