import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DtoClass, DtoSchemas } from './dto-schema.js';
import { pointerStep, type Flaw } from './flaw.js';
import { TEXT_FORMATS } from './text-formats.js';

/** Finds what is wrong with a value; empty: nothing. It fills in defaults, and turns texts into numbers where asked. */
export type Check = (value: unknown) => readonly Omit<Flaw, 'in'>[];

/** One person cannot read more. */
const MOST_FLAWS = 50;

/** DTO classes as functions, each declared at once and compiled when it is first asked: the start need not wait. */
export class DtoChecks {
  private readonly ajv = { exact: newAjv(false), fromText: newAjv('array') };

  constructor(private readonly schemas: DtoSchemas) {}

  /** @param fromText true for queries and paths, where every value arrives as text. @throws UntranslatableDto */
  checkOf(dto: DtoClass, fromText = false): Check {
    const { $ref } = this.schemas.refTo(dto);
    const ajv = fromText ? this.ajv.fromText : this.ajv.exact;
    let validate: ValidateFunction | undefined;
    return (value) => {
      validate ??= ajv.compile({ $ref, components: { schemas: this.schemas.byName } });
      return validate(value) ? [] : (validate.errors ?? []).slice(0, MOST_FLAWS).map(flawOf);
    };
  }
}

function newAjv(coerceTypes: false | 'array'): Ajv {
  const formats = TEXT_FORMATS;
  const options = { allErrors: true, useDefaults: true, messages: false, validateSchema: false };
  const ajv = new Ajv({ ...options, coerceTypes, formats });
  return ajv.addVocabulary(['components']);
}

function flawOf(error: ErrorObject): Omit<Flaw, 'in'> {
  const path = error.instancePath;
  const params = error.params as Record<string, string | number>;
  switch (error.keyword) {
    case 'required':
      return { path: path + pointerStep(params['missingProperty'] ?? ''), code: 'required' };
    case 'additionalProperties':
      return {
        path: path + pointerStep(String(params['additionalProperty']).slice(0, 100)),
        code: 'unknown-field',
      };
    case 'type':
      return { path, code: 'wrong-type', limit: params['type'] ?? '' };
    case 'maxLength':
      return { path, code: 'too-long', limit: params['limit'] ?? '' };
    case 'minLength':
      return { path, code: 'too-short', limit: params['limit'] ?? '' };
    case 'minimum':
    case 'exclusiveMinimum':
      return { path, code: 'too-small', limit: params['limit'] ?? '' };
    case 'maximum':
    case 'exclusiveMaximum':
      return { path, code: 'too-large', limit: params['limit'] ?? '' };
    case 'maxItems':
      return { path, code: 'too-many', limit: params['limit'] ?? '' };
    case 'minItems':
      return { path, code: 'too-few', limit: params['limit'] ?? '' };
    case 'uniqueItems':
      return { path, code: 'repeated' };
    case 'enum':
      return {
        path,
        code: 'not-allowed',
        limit: (params['allowedValues'] as unknown as unknown[]).join(', '),
      };
    default:
      return { path, code: 'wrong-format', limit: params['format'] ?? params['pattern'] ?? error.keyword };
  }
}
