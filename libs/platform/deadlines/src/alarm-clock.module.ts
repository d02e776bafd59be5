import { Module, type DynamicModule } from '@nestjs/common';
import type { AlarmClockOptions } from './alarm-clock-options.js';
import { AlarmClock } from './alarm-clock.js';
import { InProcessAlarmClock } from './in-process.alarm-clock.js';

/** The alarm clock of this process, by its port: BullMQ where there is a Redis, a sleeper in the process where not. */
@Module({})
export class AlarmClockModule {
  static async over(options: AlarmClockOptions): Promise<DynamicModule> {
    return { module: AlarmClockModule, global: true, exports: [AlarmClock], ...(await partsFor(options)) };
  }
}

async function partsFor(options: AlarmClockOptions): Promise<Partial<DynamicModule>> {
  const { open, clock, redis } = options;
  if (!redis) return { providers: [{ provide: AlarmClock, useValue: new InProcessAlarmClock(open, clock) }] };
  // Read only where there is a Redis: BullMQ costs a start a third of a second and some 60 MB.
  const { bullmqParts } = await import('./bullmq.parts.js');
  return bullmqParts(options, redis);
}
