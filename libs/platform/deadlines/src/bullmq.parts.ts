import type { DynamicModule } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import type { ConnectionOptions, Queue } from 'bullmq';
import type { AlarmClockOptions } from './alarm-clock-options.js';
import { AlarmClock } from './alarm-clock.js';
import { BullmqAlarmClock } from './bullmq.alarm-clock.js';
import { ALARMS, type AlarmData } from './bullmq.alarm.js';
import { AlarmProcessor } from './bullmq.processor.js';

const TRY_AGAIN_MS = 1_000;
/** BullMQ keeps a log of its own events for listeners; there are none. */
const FEW_EVENTS = 100;

/** The queue, whoever takes from it, and the alarm clock over both. */
export function bullmqParts(
  { open, clock, tell = () => {} }: AlarmClockOptions,
  { url, prefix }: NonNullable<AlarmClockOptions['redis']>,
): Partial<DynamicModule> {
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
