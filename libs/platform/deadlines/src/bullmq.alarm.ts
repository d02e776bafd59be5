import type { ArmedAlarm } from './open-deadlines.js';

/** The queue's name, and of its keys in Redis. */
export const ALARMS = 'gridcase-alarms';
export const JOB_NAME = 'alarm';

/** What a job carries beside its id: when it is due. Short, for there may be hundreds of thousands. */
export type AlarmData = number;

/**
 * One arming, one job: BullMQ ignores an id that it has already, and keeps the old delay. It allows no colon and no
 * number alone; only the subject may have dashes, so that no two deadlines share an id.
 */
export function jobIdOf({ subject, name, version }: ArmedAlarm): string {
  return `dl-${encodeURIComponent(subject)}-${encodeURIComponent(name).replaceAll('-', '%2D')}-${version}`;
}

/** @throws TypeError for a job that is none of ours */
export function alarmOf(id: string | undefined, at: AlarmData): ArmedAlarm {
  const [, subject, name, version] = /^dl-(.+)-([^-]+)-(\d+)$/.exec(id ?? '') ?? [];
  if (!subject || !name) throw new TypeError(`${id} is no alarm`);
  return {
    subject: decodeURIComponent(subject),
    name: decodeURIComponent(name),
    version: Number(version),
    at,
  };
}
