import type { JsonSchema } from './json-schema.js';
import { TEXT_FORMATS } from './text-formats.js';

/** One decorator of class-validator as JSON schema; `undefined` where its options have no translation. */
type Translation = (constraints: readonly unknown[]) => JsonSchema | undefined;

/** The decorators that a DTO may carry, by the name class-validator gives them. */
export const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: ([options]) => (hasOptions(options) ? undefined : { type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isEnum: ([, values]) => oneOf(values),
  isIn: ([values]) => oneOf(values),
  equals: ([value]) => oneOf([value]),
  isNotEmpty: () => ({ minLength: 1 }),

  minLength: ([min]) => ({ type: 'string', minLength: Number(min) }),
  maxLength: ([max]) => ({ type: 'string', maxLength: Number(max) }),
  isLength: ([min, max]) => ({
    type: 'string',
    minLength: Number(min),
    ...(max ? { maxLength: Number(max) } : {}),
  }),
  matches: ([pattern, flags]) => (pattern instanceof RegExp && !flags ? matching(pattern) : undefined),

  min: ([min]) => ({ type: 'number', minimum: Number(min) }),
  max: ([max]) => ({ type: 'number', maximum: Number(max) }),
  isPositive: () => ({ type: 'number', exclusiveMinimum: 0 }),
  isNegative: () => ({ type: 'number', exclusiveMaximum: 0 }),
  isLatitude: () => ({ type: 'number', minimum: -90, maximum: 90 }),
  isLongitude: () => ({ type: 'number', minimum: -180, maximum: 180 }),

  arrayMinSize: ([min]) => ({ type: 'array', minItems: Number(min) }),
  arrayMaxSize: ([max]) => ({ type: 'array', maxItems: Number(max) }),
  arrayNotEmpty: () => ({ type: 'array', minItems: 1 }),
  arrayUnique: () => ({ type: 'array', uniqueItems: true }),

  isUuid: ([version = 'all']) => formatted(version === 'all' ? 'uuid' : `uuid-v${version as string}`),
  isEmail: ([options]) => (hasOptions(options) ? undefined : formatted('email')),
  isInstant: () => formatted('date-time'),
  isDay: () => formatted('date'),
  isRFC3339: () => formatted('rfc3339-date-time'),
  isIso8601: ([options]) => iso8601(options),
  isDateString: ([options]) => iso8601(options),
};

function formatted(format: string): JsonSchema | undefined {
  return format in TEXT_FORMATS ? { type: 'string', format } : undefined;
}

function matching(pattern: RegExp): JsonSchema | undefined {
  // A schema's pattern always runs with the flag `u`, and with no other.
  return /^u?$/.test(pattern.flags)
    ? { type: 'string', pattern: new RegExp(pattern, 'u').source }
    : undefined;
}

function iso8601(options: unknown): JsonSchema | undefined {
  if (!hasOptions(options)) return formatted('iso8601-date-time');
  const { strict, ...others } = options;
  return strict === true && !hasOptions(others) ? formatted('iso8601-date-time-strict') : undefined;
}

function oneOf(values: unknown): JsonSchema | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const types = new Set(values.map((value) => typeof value));
  const [type] = types;
  if (types.size > 1 || (type !== 'string' && type !== 'number' && type !== 'boolean')) return undefined;
  return { type, enum: values };
}

function hasOptions(options: unknown): options is Record<string, unknown> {
  return typeof options === 'object' && options !== null && Object.keys(options).length > 0;
}
