import { streamName, UnknownEvent, type EventCodec, type StreamName } from '#event-store';
import { decodeCaseEvent, encodeCaseEvent } from './domain/case.codec.js';
import type { CaseEvent } from './domain/case.events.js';

/** Names of streams are stored for ever. */
export function caseStream(caseId: string): StreamName {
  return streamName('case', caseId);
}

/** The looks at a reporter, by whichever of his cases: that of his contact, or a part that was split off it. */
export function identityStream(reporter: string): StreamName {
  return streamName('identity', firstCaseOf(reporter));
}

export function privacyStream(subject: string): StreamName {
  return streamName('privacy', subject);
}

/** One order to lead running cases over to other rules. */
export function migrationStream(migrationId: string): StreamName {
  return streamName('migration', migrationId);
}

/** A reporter is named after the case he came with: `reporter:<caseId>`. */
export function firstCaseOf(reporter: string): string {
  return reporter.slice('reporter:'.length);
}

export const caseCodec: EventCodec<CaseEvent> = {
  encode: encodeCaseEvent,
  decode: (stored) => {
    const event = decodeCaseEvent(stored);
    if (!event) throw new UnknownEvent(stored);
    return event;
  },
};
