import fc, { type Arbitrary } from 'fast-check';

/** As much of JSON schema as requests are declared in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'integer' | 'number' | 'boolean' | 'string';
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Values as the schemas want them, and where a name has `known` values, most often one of those. */
export class Values {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly known: (name: string) => readonly string[] | undefined,
  ) {}

  of(schema: Schema, name = ''): Arbitrary<unknown> {
    if (schema.$ref) return this.of(this.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const { minimum = -1000, maximum = 1000, minItems = 0, maxItems = 3 } = schema;
    switch (schema.type ?? 'string') {
      case 'object':
        return this.object(schema);
      case 'array':
        return fc.array(this.of(schema.items ?? {}, name), {
          minLength: minItems,
          maxLength: Math.min(maxItems, 3),
        });
      case 'integer':
        return fc.integer({ min: minimum, max: maximum });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'string':
        return this.text(schema, name);
    }
  }

  private object({ properties = {}, required = [] }: Schema): Arbitrary<object> {
    const fields = Object.entries(properties).map(([name, schema]) => {
      const value = this.of(schema, name);
      return [name, required.includes(name) ? value : sometimes(value)] as const;
    });
    return fc.record(Object.fromEntries(fields));
  }

  private text({ format, pattern, minLength = 0, maxLength = 100 }: Schema, name: string): Arbitrary<string> {
    const any =
      FORMATS[format ?? ''] ??
      (pattern
        ? fc.stringMatching(new RegExp(pattern, 'u'))
        : plain.map((text) => text.slice(0, maxLength).padEnd(minLength, '长')));
    const known = this.known(name);
    return known
      ? mostly(
          fc.nat().map((at) => known[at % known.length] ?? ''),
          any,
        )
      : any;
  }
}

export function mostly<Value, Other>(
  right: Arbitrary<Value>,
  wrong: Arbitrary<Other>,
): Arbitrary<Value | Other> {
  return fc.oneof({ weight: 15, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

export function sometimes<Value>(value: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

const plain = fc.string({
  unit: fc.constantFrom('a', '井', ' ', '😀', '\n', '<', '"', '%'),
  minLength: 1,
  maxLength: 30,
});
const FORMATS: Readonly<Record<string, Arbitrary<string>>> = {
  uuid: fc.uuid(),
  'date-time': fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
};
