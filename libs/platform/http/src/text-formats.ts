import { isEmail, isISO8601, isRFC3339, isUUID, ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * Text formats by the name they have in a JSON schema. Each is checked by class-validator's own function, so that a
 * DTO's decorators and the schema made of them cannot disagree.
 */
export const TEXT_FORMATS = {
  email: (text) => isEmail(text),
  uuid: (text) => isUUID(text),
  ...uuidVersions(),
  'date-time': isInstant,
  date: isDay,
  'rfc3339-date-time': (text) => isRFC3339(text),
  'iso8601-date-time': (text) => isISO8601(text),
  'iso8601-date-time-strict': (text) => isISO8601(text, { strict: true }),
} satisfies Record<string, (text: string) => boolean>;

/** A moment with its zone, such as `2026-01-31T08:00:00+08:00`, that exists in the calendar. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isInstant(value);
  return ValidateBy({ name: 'isInstant', validator: { validate } }, options);
}

/** A day of the calendar, `2026-01-31`. */
export function IsDay(options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isDay(value);
  return ValidateBy({ name: 'isDay', validator: { validate } }, options);
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDay(day) && !Number.isNaN(Date.parse(text));
}

// Date.parse alone takes 31 February for 3 March.
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

function uuidVersions() {
  return {
    'uuid-v4': (text: string) => isUUID(text, 4),
    'uuid-v5': (text: string) => isUUID(text, 5),
    'uuid-v7': (text: string) => isUUID(text, 7),
  };
}
