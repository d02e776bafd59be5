import { NestFactory } from '@nestjs/core';
import { AlarmClock } from '../alarm-clock.js';
import type { AlarmClockOptions } from '../alarm-clock-options.js';
import { AlarmClockModule } from '../alarm-clock.module.js';

/** The alarm clock as a service has it. */
export async function alarmClockFor(
  options: AlarmClockOptions,
): Promise<{ readonly alarmClock: AlarmClock; readonly close: () => Promise<void> }> {
  const context = await NestFactory.createApplicationContext(await AlarmClockModule.over(options), {
    logger: false,
    abortOnError: false,
  });
  return { alarmClock: context.get(AlarmClock), close: () => context.close() };
}
