import type { ArmedAlarm, Fired } from './open-deadlines.js';

/** Hears that an alarm's time has come. Rejects when it could not be decided: the sweep comes back to it. */
export type Ring = (alarm: ArmedAlarm) => Promise<Fired>;

/** A clock beside the process's own, to compare it with. */
export interface TimeReference {
  readonly name: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; rejects when it does not answer. */
  readonly now: () => Promise<number>;
}

/** How an alarm clock is doing. */
export interface AlarmClockHealth {
  readonly kind: string;
  /** Whether what it keeps its alarms in answers. */
  readonly connected: boolean;
  /** Alarms it holds at the moment. */
  readonly window: number;
  /** Times that arming or looking has failed since the start. */
  readonly failures: number;
}

/**
 * Rings alarms near their time; a convenience, never the truth. It may lose alarms (the sweep finds them), ring them
 * again (firing is safe to repeat) or ring those that were superseded (they fire nothing).
 */
export abstract class AlarmClock {
  /** Where it keeps time, when that is not this process. */
  readonly reference?: TimeReference;
  /** From now on it rings, first of all what the read model knows to be armed. */
  abstract start(ring: Ring): void;
  /** These are armed now. Returns at once and never throws: nobody's command waits for an alarm clock. */
  abstract arm(alarms: readonly ArmedAlarm[]): void;
  /** The read model has moved on, and may know of alarms that nobody told. Returns at once and never throws. */
  abstract nudge(): void;
  /** While held it rings nothing: this process does not know the time. */
  abstract hold(held: boolean): void;
  abstract health(): AlarmClockHealth;
  /** After it resolves nothing rings; what was ringing has been decided. */
  abstract stop(): Promise<void>;
}

/** One arming of one deadline, as a key. */
export function keyOf({ subject, name, version }: ArmedAlarm): string {
  return `${subject}\n${name}\n${version}`;
}
