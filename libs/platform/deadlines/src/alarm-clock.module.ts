import { Module, type DynamicModule } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import type { ConnectionOptions, Queue } from 'bullmq';
import type { Bilingual, Clock } from '#kernel';
import { AlarmClock } from './alarm-clock.js';
import { BullmqAlarmClock } from './bullmq.alarm-clock.js';
import { ALARMS, type AlarmData } from './bullmq.alarm.js';
import { AlarmProcessor } from './bullmq.processor.js';
import { InProcessAlarmClock } from './in-process.alarm-clock.js';
import type { OpenDeadlines } from './open-deadlines.js';

const TRY_AGAIN_MS = 1_000;
/** BullMQ keeps a log of its own events for listeners; there are none. */
const FEW_EVENTS = 100;

export interface AlarmClockOptions {
  readonly open: OpenDeadlines;
  readonly clock: Clock;
  /** Absent: alarms are kept in this process. */
  readonly redis?: {
    /** `redis://` or `rediss://`. */
    readonly url: string;
    /** What the keys in Redis begin with; default `bull`. */
    readonly prefix?: string;
  };
  /** Hears what whoever runs the service should know about Redis. */
  readonly tell?: (news: Bilingual) => void;
}

/** The alarm clock of this process, by its port: BullMQ where there is a Redis, a sleeper in the process where not. */
@Module({})
export class AlarmClockModule {
  static over(options: AlarmClockOptions): DynamicModule {
    return { module: AlarmClockModule, global: true, exports: [AlarmClock], ...partsFor(options) };
  }
}

function partsFor({ open, clock, redis, tell = () => {} }: AlarmClockOptions): Partial<DynamicModule> {
  if (!redis) return { providers: [{ provide: AlarmClock, useValue: new InProcessAlarmClock(open, clock) }] };
  const { url, prefix } = redis;
  const alarmClock = {
    provide: AlarmClock,
    inject: [getQueueToken(ALARMS), AlarmProcessor],
    useFactory: (queue: Queue<AlarmData>, processor: AlarmProcessor) =>
      new BullmqAlarmClock({ url, queue, processor, open, clock, tell }),
  };
  const queue = BullModule.registerQueue({
    name: ALARMS,
    connection: connectionTo(url),
    streams: { events: { maxLen: FEW_EVENTS } },
    ...(prefix && { prefix }),
  });
  return { imports: [queue], providers: [AlarmProcessor, alarmClock] };
}

/** Commands of one turn go out in one write, which nearly doubles the rate; the one that waits for a job goes alone. */
function connectionTo(url: string): ConnectionOptions {
  return {
    url,
    maxRetriesPerRequest: null,
    retryStrategy: () => TRY_AGAIN_MS,
    enableAutoPipelining: true,
    autoPipeliningIgnoredCommands: ['bzpopmin'],
  };
}
