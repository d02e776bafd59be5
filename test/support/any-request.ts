import fc, { type Arbitrary } from 'fast-check';

/** As much of an OpenAPI document as is needed to ask it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
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

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
}

/** One request as it goes over the wire. */
export interface AnyRequest {
  readonly url: string;
  readonly payload: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Values that exist in the service, by the name of the field that takes them. */
export type Known = (name: string, path: string) => readonly string[] | undefined;

export function routesOf({ paths }: Document): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase() as Route['method'],
      path,
      operation,
    })),
  );
}

/** Mostly right requests to a route, some with something wrong in them, some that are nonsense. */
export function requestTo(route: Route, document: Document, known: Known): Arbitrary<AnyRequest> {
  const valueOf = (schema: Schema, name: string): Arbitrary<unknown> => valueFor(schema, name);
  return fc
    .record({
      path: pathOf(route),
      query: queryOf(route),
      payload: payloadOf(route),
      headers: commandHeaders,
    })
    .map(({ path, query, payload, headers }) => ({
      url: `${path}${query === '' ? '' : `?${query}`}`,
      payload,
      headers: payload === undefined ? headers : { 'content-type': 'application/json', ...headers },
    }));

  function pathOf({ path, operation }: Route): Arbitrary<string> {
    const schemas = parametersIn('path', operation);
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const values = names.map((name) => mostly(valueOf(schemas[name] ?? { type: 'string' }, name), junkText));
    return fc
      .tuple(...values)
      .map((chosen) => names.reduce((url, name, at) => url.replace(`{${name}}`, segment(chosen[at])), path));
  }

  function queryOf({ operation }: Route): Arbitrary<string> {
    const parameters = Object.entries(parametersIn('query', operation));
    const fields = parameters.map(
      ([name, schema]) => [name, mostly(valueOf(schema, name), junkText)] as const,
    );
    const right = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    const wrong = fc.constantFrom({ unheardOf: '1' }, { __proto__x: '1' });
    return fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: wrong }).map(queryString);
  }

  function payloadOf({ method, operation }: Route): Arbitrary<string | undefined> {
    const schema = operation.requestBody?.content['application/json'].schema;
    if (!schema) return method === 'GET' ? fc.constant(undefined) : mostly(fc.constant(undefined), nonsense);
    const right = valueOf(schema, '').map((value) => JSON.stringify(value));
    const wrong = fc
      .tuple(valueOf(schema, ''), fc.nat(), junk)
      .map(([value, at, junk]) => spoilt(value as object, at, junk));
    return fc.oneof(
      { weight: 6, arbitrary: right },
      { weight: 5, arbitrary: wrong },
      { weight: 1, arbitrary: nonsense },
    );
  }

  function valueFor(schema: Schema, name: string): Arbitrary<unknown> {
    if (schema.$ref)
      return valueOf(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const { minimum = -1000, maximum = 1000, minItems = 0, maxItems = 3 } = schema;
    switch (schema.type) {
      case 'object':
        return objectOf(schema);
      case 'array':
        return fc.array(valueOf(schema.items ?? {}, name), {
          minLength: minItems,
          maxLength: Math.min(maxItems, 3),
        });
      case 'integer':
        return fc.integer({ min: minimum, max: maximum });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true });
      case 'boolean':
        return fc.boolean();
      default:
        return textOf(schema, name);
    }
  }

  function objectOf({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
    const fields = Object.entries(properties).map(([name, schema]) => [name, valueOf(schema, name)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  }

  function textOf(
    { format, pattern, minLength = 0, maxLength = 100 }: Schema,
    name: string,
  ): Arbitrary<string> {
    const existing = known(name, route.path);
    const any =
      format === 'uuid' ? fc.uuid() : format === 'date-time' ? moments : pattern ? matching(pattern) : plain;
    if (existing)
      return fc.oneof(
        { weight: 9, arbitrary: fc.nat().map((at) => existing[at % existing.length] ?? '') },
        { weight: 1, arbitrary: any },
      );
    return any.map((text) => text.slice(0, maxLength).padEnd(minLength, '长'));
  }
}

const plain = fc.string({
  unit: fc.constantFrom('a', '井', '盖', ' ', '😀', '\n', '<', '"', '%', '，'),
  minLength: 1,
  maxLength: 30,
});
const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const junkText = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\u202e',
  '../..',
  'x'.repeat(300),
  '-1',
  'null',
  "' or 1=1 --",
  '%00',
);
const junk = fc.oneof(
  junkText,
  fc.constantFrom<unknown>(null, 0, -1, 1e308, true, [], {}, '\ud800', 'x'.repeat(20_000), [[[[]]]], {
    a: { b: { c: 1 } },
  }),
  fc.jsonValue({ maxDepth: 3 }),
);
const nonsense = fc.constantFrom(
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1}',
  '{"__proto__":{"admin":true}}',
  '['.repeat(5_000) + ']'.repeat(5_000),
);
const commandHeaders = fc
  .record(
    {
      'idempotency-key': mostly(fc.uuid(), fc.constantFrom('once', '', '1')),
      'if-match': fc.constantFrom('"0"', '"1"', '"7"', '*', '7', 'W/"1"', '"x"'),
      'accept-language': fc.constantFrom('zh', 'en', 'fr;q=x'),
    },
    { requiredKeys: [] },
  )
  .map((headers): Record<string, string> => ({ ...headers }));

function mostly<Value, Other>(right: Arbitrary<Value>, wrong: Arbitrary<Other>): Arbitrary<Value | Other> {
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

function matching(pattern: string): Arbitrary<string> {
  return fc.stringMatching(new RegExp(pattern, 'u'));
}

function parametersIn(place: 'path' | 'query', { parameters = [] }: Operation): Record<string, Schema> {
  return Object.fromEntries(
    parameters.filter((each) => each.in === place).map(({ name = '', schema = {} }) => [name, schema]),
  );
}

function segment(value: unknown): string {
  return encodeURIComponent(String(value)) || '-';
}

function queryString(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, String(each)]),
  );
  return new URLSearchParams(pairs).toString();
}

/** One field replaced, added or taken away; or a key that reaches a prototype. */
function spoilt(value: object, at: number, junk: unknown): string {
  const keys = [...Object.keys(value), 'unheardOf'];
  const key = keys[at % keys.length] ?? '';
  if (at % 7 === 0) return JSON.stringify({ ...value, [key]: undefined });
  if (at % 7 === 1) return JSON.stringify(value).replace('{', '{"__proto__":{"x":1},');
  return JSON.stringify({ ...value, [key]: junk });
}
