export type { AlarmClockOptions } from './alarm-clock-options.js';
export { AlarmClockModule } from './alarm-clock.module.js';
export * from './alarm-clock.js';
export * from './deadline-watch.js';
export { InMemoryAlarmClock } from './in-memory.alarm-clock.js';
export { InProcessAlarmClock } from './in-process.alarm-clock.js';
export { LATENESS_UP_TO, type Lateness, type LatenessOfLane } from './lateness.js';
export * from './open-deadlines.js';
export { TrustedClock } from './trusted-clock.js';
