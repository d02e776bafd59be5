import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { TRANSLATIONS } from './dto-rules.js';
import { bothOf, type JsonSchema } from './json-schema.js';

/** A class whose fields carry class-validator's decorators. */
export type DtoClass = new () => object;

/** What a field that declares no bound of its own gets: nothing that comes in is unbounded. */
const LONGEST_TEXT = 2_000;
const MOST_ITEMS = 1_000;
const BOUNDED_FORMATS = new Set(['uuid', 'uuid-v4', 'uuid-v5', 'uuid-v7', 'date', 'date-time']);
/** From end to end without a repetition that has no upper limit. */
const BOUNDED_PATTERN = /^\^[^*+]*\$$/;

/** A decorator that has no translation, or a field that says too little: the service must not start with it. */
export class UntranslatableDto extends Error {
  override readonly name = 'UntranslatableDto';
}

/** The JSON schemas of DTO classes, each made once from class-validator's own metadata. */
export class DtoSchemas {
  private readonly classes = new Map<string, DtoClass>();
  readonly byName: Record<string, JsonSchema> = {};

  /** A reference into `byName`; declares the class and all classes it holds. @throws UntranslatableDto */
  refTo(dto: DtoClass): JsonSchema {
    const known = this.classes.get(dto.name);
    if (known && known !== dto) throw new UntranslatableDto(`two DTO classes are called ${dto.name}`);
    if (!known) {
      this.classes.set(dto.name, dto);
      this.byName[dto.name] = this.schemaOf(dto);
    }
    return { $ref: `#/components/schemas/${dto.name}` };
  }

  private schemaOf(dto: DtoClass): JsonSchema {
    const fields = Object.entries(Object.groupBy(rulesOf(dto), (rule) => rule.propertyName));
    const defaults = new dto() as Record<string, unknown>;
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const [name, rules = []] of fields) {
      const field = namingTheField(dto, name, () => this.fieldOf(dto, name, rules));
      properties[name] = defaults[name] === undefined ? field : { ...field, default: defaults[name] };
      if (defaults[name] === undefined && !rules.some(isOptional)) required.push(name);
    }
    return {
      type: 'object',
      properties,
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  private fieldOf(dto: DtoClass, name: string, rules: readonly ValidationMetadata[]): JsonSchema {
    const schema = rules
      .filter((rule) => !isOptional(rule) && rule.type !== 'isDefined')
      .map((rule) => this.ruleOf(dto, name, rule))
      .reduce(bothOf, {});
    return bounded(schema);
  }

  private ruleOf(dto: DtoClass, name: string, rule: ValidationMetadata): JsonSchema {
    const nested = rule.type === 'nestedValidation';
    const schema = nested ? this.refTo(nestedClassOf(dto, name)) : translated(rule);
    const inArray = rule.each || (nested && designType(dto, name) === Array);
    return inArray ? { type: 'array', items: schema } : schema;
  }
}

function rulesOf(dto: DtoClass): ValidationMetadata[] {
  return getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
}

function isOptional(rule: ValidationMetadata): boolean {
  return rule.name === 'isOptional';
}

function translated(rule: ValidationMetadata): JsonSchema {
  const decorator = rule.name ?? rule.type;
  if (rule.groups?.length || rule.always || rule.validateIf)
    throw new Error(`@${decorator} has groups or conditions`);
  const schema =
    rule.type === 'customValidation' ? TRANSLATIONS[decorator]?.(rule.constraints ?? []) : undefined;
  if (!schema) throw new Error(`@${decorator} (or an option of it) has no translation`);
  return schema;
}

function bounded(schema: JsonSchema): JsonSchema {
  if (!schema.type && !schema.$ref) throw new Error('no decorator says its type');
  if (schema.type === 'array') return boundedArray(schema);
  return schema.type === 'string' && !isBoundedText(schema) ? { ...schema, maxLength: LONGEST_TEXT } : schema;
}

function isBoundedText({ enum: values, maxLength, format = '', pattern = '' }: JsonSchema): boolean {
  if (values !== undefined || maxLength !== undefined || BOUNDED_FORMATS.has(format)) return true;
  return BOUNDED_PATTERN.test(pattern) && !pattern.includes(',}');
}

function boundedArray(schema: JsonSchema): JsonSchema {
  if (!schema.items) throw new Error('no decorator says the type of its items');
  return { ...schema, items: bounded(schema.items), maxItems: schema.maxItems ?? MOST_ITEMS };
}

/** From `@Type(() => …)`, which class-transformer shows only by what it makes of a value; else from the field's type. */
function nestedClassOf(dto: DtoClass, name: string): DtoClass {
  const made = plainToInstance(dto, { [name]: [{}] }) as Record<string, unknown>;
  const [item] = made[name] as [object];
  if (item.constructor !== Object) return item.constructor as DtoClass;
  const type = designType(dto, name);
  if (type && type !== Object && type !== Array) return type as DtoClass;
  throw new Error('@ValidateNested needs @Type(() => …)');
}

function designType(dto: DtoClass, name: string): unknown {
  return Reflect.getMetadata('design:type', dto.prototype as object, name);
}

function namingTheField<Result>(dto: DtoClass, name: string, deed: () => Result): Result {
  try {
    return deed();
  } catch (error) {
    if (error instanceof UntranslatableDto || !(error instanceof Error)) throw error;
    throw new UntranslatableDto(`${dto.name}.${name}: ${error.message}`, { cause: error });
  }
}
