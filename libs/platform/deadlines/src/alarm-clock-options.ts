import type { Bilingual, Clock } from '#kernel';
import type { OpenDeadlines } from './open-deadlines.js';

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
