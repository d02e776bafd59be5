import { alarmClockContract } from './alarm-clock.contract.js';
import { InMemoryAlarmClock } from './in-memory.alarm-clock.js';
import { standing } from './specs/standing-clock.js';

alarmClockContract('in memory', () => standing((open, clock) => new InMemoryAlarmClock(open, clock)));
