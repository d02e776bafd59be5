/** One armed alarm, as the read models know it: they may lag behind the log, and the firing decides. */
export interface ArmedAlarm {
  /** Whose deadline: the id of a case. */
  readonly subject: string;
  readonly name: string;
  /** Arm version: an alarm that rings with another than the subject's own has been superseded. */
  readonly version: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
}

/** Alarms are ordered by time, then subject, then name. */
export interface AlarmQuery {
  /** Not before; milliseconds. Absent: from the beginning. */
  readonly from?: number;
  /** Before this moment; milliseconds. */
  readonly until: number;
  readonly limit: number;
  /** Goes on after this alarm. */
  readonly after?: ArmedAlarm;
}

/** The order of alarms. */
export function byTime(one: ArmedAlarm, other: ArmedAlarm): number {
  return one.at - other.at || inCodeUnits(one.subject, other.subject) || inCodeUnits(one.name, other.name);
}

function inCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Every alarm that is armed: a read model of the log, which any alarm clock can be filled from again. */
export abstract class OpenDeadlines {
  abstract page(query: AlarmQuery): Promise<readonly ArmedAlarm[]>;
  /** When the next one rings, milliseconds; undefined when none is armed. */
  abstract next(): Promise<number | undefined>;
}

/** Which of them noticed it: the alarm clock, the sweep behind it, or the catch-up after an outage. */
export type Lane = 'alarm' | 'sweep' | 'catch-up';

/** What became of a ringing alarm: `superseded` also stands for one that has fired already. */
export type Fired = 'fired' | 'superseded' | 'early';

/** Decides about one ringing alarm in its subject's own stream; safe to repeat. */
export type Fire = (alarm: ArmedAlarm, lane: Lane) => Promise<Fired>;
