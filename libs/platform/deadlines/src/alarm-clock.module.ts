import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from '#kernel';
import { AlarmClock } from './alarm-clock.js';
import { InProcessAlarmClock } from './in-process.alarm-clock.js';
import type { OpenDeadlines } from './open-deadlines.js';

export interface AlarmClockOptions {
  readonly open: OpenDeadlines;
  readonly clock: Clock;
}

/** The alarm clock of this process, by its port. */
@Module({})
export class AlarmClockModule {
  static over({ open, clock }: AlarmClockOptions): DynamicModule {
    const provider = { provide: AlarmClock, useValue: new InProcessAlarmClock(open, clock) };
    return { module: AlarmClockModule, global: true, providers: [provider], exports: [provider] };
  }
}
