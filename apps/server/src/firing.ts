import { DecideCase } from '#cases';
import type { ArmedAlarm, Fire, Fired } from '#deadlines';
import { uuidV5, type CommandMeta } from '#event-store';
import { Rejection } from '#kernel';

/** Namespace of the ids of firing commands: the same alarm again is the same command. */
const FIRING = '6e0b3f0e-52a4-4a4e-9a61-0f8c1d2b7e95';

/** A ringing alarm as a command to its case; whatever the case has to say but `deadline-not-due` makes it void. */
export function firingThrough(dispatch: (command: DecideCase) => Promise<unknown>): Fire {
  return async (alarm, lane): Promise<Fired> => {
    const { subject, name, version } = alarm;
    try {
      const command = { type: 'FireDeadline', data: { name, version, lane } } as const;
      await dispatch(new DecideCase(subject, command, metaOf(alarm)));
      return 'fired';
    } catch (error) {
      if (!(error instanceof Rejection) || PASSING.has(error.kind)) throw error;
      return error.code === 'deadline-not-due' ? 'early' : 'superseded';
    }
  };
}

/** Said for want of time or of a file: the case itself has said nothing yet. */
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'too-many']);

/** Which lane brings it does not make it another command. */
function metaOf({ subject, name, version }: ArmedAlarm): CommandMeta {
  const commandId = uuidV5(`${subject} ${name} ${version}`, FIRING);
  return { commandId, fingerprint: 'firing', by: { kind: 'system', role: 'process' } };
}
