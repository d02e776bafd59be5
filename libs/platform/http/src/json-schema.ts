/** The part of JSON Schema (2020-12, as OpenAPI 3.1 has it) that a request is declared in. */
export interface JsonSchema {
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  allOf?: JsonSchema[];
}

const UPPER_BOUNDS = new Set(['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems']);
const LOWER_BOUNDS = new Set(['minLength', 'minimum', 'exclusiveMinimum', 'minItems']);

/** Both must hold: the narrower bound of each kind, and `allOf` for two patterns or formats. */
export function bothOf(one: JsonSchema, other: JsonSchema): JsonSchema {
  return Object.entries(other).reduce<JsonSchema>((both, [key, value]) => withRule(both, key, value), {
    ...one,
  });
}

function withRule(schema: JsonSchema, key: string, value: unknown): JsonSchema {
  const present = schema[key as keyof JsonSchema];
  if (present === undefined || present === value) return { ...schema, [key]: value };
  if (UPPER_BOUNDS.has(key)) return { ...schema, [key]: Math.min(Number(present), Number(value)) };
  if (LOWER_BOUNDS.has(key)) return { ...schema, [key]: Math.max(Number(present), Number(value)) };
  if (key === 'type') return { ...schema, type: narrowerType(present as string, value as string) };
  if (key === 'items') return { ...schema, items: bothOf(present as JsonSchema, value as JsonSchema) };
  return { ...schema, allOf: [...(schema.allOf ?? []), { [key]: value }] };
}

function narrowerType(one: string, other: string): 'integer' {
  const types = new Set([one, other]);
  if (types.size === 2 && types.has('integer') && types.has('number')) return 'integer';
  throw new Error(`is declared as both ${one} and ${other}`);
}
