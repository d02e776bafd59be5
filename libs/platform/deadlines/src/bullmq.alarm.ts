import type { ArmedAlarm } from './open-deadlines.js';

/** The queue's name, and of its keys in Redis. */
export const ALARMS = 'gridcase-alarms';
export const JOB_NAME = 'alarm';

/** What a job carries; short, for there may be a hundred thousand. */
export type AlarmData = readonly [subject: string, name: string, version: number, at: number];

/**
 * One arming, one job: BullMQ ignores an id that it has already, and keeps the old delay. It allows no colon and no
 * number alone; only the subject may have dashes, so that no two deadlines share an id.
 */
export function jobIdOf({ subject, name, version }: ArmedAlarm): string {
  return `dl-${encodeURIComponent(subject)}-${encodeURIComponent(name).replaceAll('-', '%2D')}-${version}`;
}

export function dataOf({ subject, name, version, at }: ArmedAlarm): AlarmData {
  return [subject, name, version, at];
}

export function alarmOf([subject, name, version, at]: AlarmData): ArmedAlarm {
  return { subject, name, version, at };
}
