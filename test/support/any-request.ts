import fc, { type Arbitrary } from 'fast-check';
import { mostly, sometimes, Values, type Schema } from './any-value.js';

/** As much of an OpenAPI document as is needed to ask it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
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
  const { parameters = [], requestBody } = route.operation;
  const values = new Values(document.components.schemas, (name) => known(name, route.path));
  const fields = (place: 'path' | 'query') =>
    parameters.filter((parameter) => parameter.in === place).map((parameter) => fieldOf(parameter, values));
  return fc
    .record({
      path: fc.record(Object.fromEntries(fields('path'))).map((chosen) => addressOf(route.path, chosen)),
      query: fc
        .record(Object.fromEntries([...fields('query'), ['unheardOf', rarely(junkText)]]))
        .map(queryOf),
      payload: payloadOf(requestBody?.content['application/json'].schema, values),
      headers: fc.record(HEADERS).map(present),
    })
    .map(({ path, query, payload, headers }) => ({
      url: path + query,
      payload: route.method === 'GET' ? undefined : payload,
      headers: payload === undefined ? headers : { 'content-type': 'application/json', ...headers },
    }));
}

function fieldOf(
  { name = '', required = false, schema = {} }: Parameter,
  values: Values,
): [string, Arbitrary<unknown>] {
  const value = mostly(values.of(schema, name), junkText);
  return [name, required ? value : sometimes(value)];
}

function payloadOf(schema: Schema | undefined, values: Values): Arbitrary<string | undefined> {
  if (!schema) return mostly(fc.constant(undefined), nonsense);
  const right = values.of(schema).map((value) => JSON.stringify(value));
  const wrong = fc
    .tuple(values.of(schema), fc.nat(), junk)
    .map(([value, at, other]) => spoilt(value as object, at, other));
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 4, arbitrary: wrong },
    { weight: 1, arbitrary: nonsense },
  );
}

/** One field replaced, added or taken away; or a key that reaches a prototype. */
function spoilt(value: object, at: number, other: unknown): string {
  const keys = [...Object.keys(value), 'unheardOf'];
  const key = keys[at % keys.length] ?? '';
  if (at % 7 === 0) return JSON.stringify({ ...value, [key]: undefined });
  if (at % 7 === 1) return JSON.stringify(value).replace('{', '{"__proto__":{"x":1},');
  return JSON.stringify({ ...value, [key]: other });
}

function addressOf(pattern: string, chosen: object): string {
  const segments = Object.entries(chosen).map(([name, value]) => [
    `{${name}}`,
    encodeURIComponent(String(value)) || '-',
  ]);
  return segments.reduce((path, [name = '', value = '']) => path.replace(name, value), pattern);
}

function queryOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each as string]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

function present(headers: Record<string, string | undefined>): Record<string, string> {
  return JSON.parse(JSON.stringify(headers)) as Record<string, string>;
}

function rarely<Value>(value: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return mostly(fc.constant(undefined), value);
}

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
    a: { b: 1 },
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
  JSON.stringify('x'.repeat(10_000_000)),
);
const HEADERS = {
  'idempotency-key': sometimes(mostly(fc.uuid(), fc.constantFrom('once', '', '1'))),
  'if-match': rarely(fc.constantFrom('"0"', '"1"', '"7"', '*', '7', 'W/"1"', '"x"')),
  'accept-language': sometimes(fc.constantFrom('zh', 'en', 'fr;q=x')),
};
