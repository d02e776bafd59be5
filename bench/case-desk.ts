import { mkdtempSync } from 'node:fs';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { CalendarModule } from '#calendar';
import { CasesModule, CaseOpenDeadlines } from '#cases';
import { CatalogueModule } from '#catalogue';
import { starterCatalogue } from '#catalogue/messages';
import { AlarmClockModule, TrustedClock } from '#deadlines';
import { EventStore, SqliteEventStore } from '#event-store';
import { Directory } from '#identity';
import { Clock, SystemClock, type CatalogueContent } from '#kernel';
import { KeyedDigests, SqliteKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore, type ViewsMark } from '#read-store';
import { ProjectingThread, projectionsOf, seedFirstRules } from '#server';
import { benchDirectory } from './world.js';

/** The case desk over real files, without HTTP. */
export interface BenchDesk {
  readonly folder: string;
  readonly bus: CommandBus;
  readonly clock: TrustedClock;
  readonly store: SqliteEventStore;
  readonly digests: KeyedDigests;
  readonly vault: Vault;
  readonly views: ReadStore;
  readonly open: CaseOpenDeadlines;
  readonly context: INestApplicationContext;
  /** Prepared; it follows the log once it is started. */
  readonly runner: Pick<ProjectionRunner, 'start' | 'rebuild'>;
  /** Calls back each time the read models have moved on. */
  readonly whenAdvanced: (heard: () => void) => void;
  readonly masterKey: KeyObject;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Published first; default: the starter. */
  readonly catalogue?: CatalogueContent;
  readonly clock?: Clock;
  /** A desk that was closed, to be opened again over its files. */
  readonly again?: Pick<BenchDesk, 'folder' | 'masterKey'>;
  /** Alarms in this Redis; default: in the process. */
  readonly redisUrl?: string | undefined;
  /** As in the service: read models in a thread of their own. */
  readonly thread?: boolean;
}

@Module({})
class BenchModule {}

export async function openDesk(parent: string, options: DeskOptions = {}): Promise<BenchDesk> {
  const { catalogue = starterCatalogue, clock: ownClock = new SystemClock(), again, redisUrl } = options;
  const folder = again?.folder ?? mkdtempSync(join(parent, 'desk-'));
  const masterKey = again?.masterKey ?? createSecretKey(randomBytes(32));
  const clock = new TrustedClock(ownClock);
  const store = SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
  const keys = new SqliteKeyStore({ file: join(folder, 'keys.db'), masterKey });
  const vault = new Vault(keys);
  const digests = new KeyedDigests(masterKey);
  const { runner, views, whenAdvanced } = await openViews(
    { folder, store, vault, clock, masterKey },
    options,
  );
  const open = new CaseOpenDeadlines(views);
  const alarms = await AlarmClockModule.over({ open, clock, ...(redisUrl && { redis: { url: redisUrl } }) });
  const context = await NestFactory.createApplicationContext(
    moduleOver({ store, clock, vault, digests, views, alarms }),
    { logger: ['error'] },
  );
  await seedFirstRules(context, catalogue);
  return {
    folder,
    bus: context.get(CommandBus),
    clock,
    store,
    digests,
    vault,
    views,
    open,
    context,
    runner,
    whenAdvanced,
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

type Projected = Pick<BenchDesk, 'folder' | 'store' | 'vault' | 'clock' | 'masterKey'>;

async function openViews(projected: Projected, { thread }: DeskOptions) {
  const { folder, store, vault, clock, masterKey } = projected;
  const files = { folder, logFile: join(folder, 'log.db'), keysFile: join(folder, 'keys.db'), masterKey };
  const listeners: ((mark: ViewsMark) => void)[] = [];
  const onAdvanced = (mark: ViewsMark) => listeners.forEach((heard) => heard(mark));
  const runner = thread
    ? new ProjectingThread(files, onAdvanced, stop)
    : new ProjectionRunner({ store, folder, clock, projections: projectionsOf(vault), onAdvanced });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  listeners.push((mark) => views.advanced(mark));
  return { runner, views, whenAdvanced: (heard: () => void) => void listeners.push(heard) };
}

function stop(error: Error): void {
  throw error;
}

interface Parts extends Pick<BenchDesk, 'store' | 'clock' | 'vault' | 'digests' | 'views'> {
  readonly alarms: DynamicModule;
}

function moduleOver({ store, clock, vault, digests, views, alarms }: Parts): DynamicModule {
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
    imports: [CqrsModule.forRoot(), CalendarModule, CatalogueModule, CasesModule, alarms],
    providers,
    exports: providers,
  };
}
