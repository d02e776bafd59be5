import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from './credential.js';
import type { DtoSchemas } from './dto-schema.js';
import type { JsonSchema } from './json-schema.js';
import { RoutePlans, type PlannedInput, type RoutePlan } from './route-plan.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

const PROBLEM = { $ref: '#/components/responses/Problem' };
const COMMAND_HEADERS = ['IdempotencyKey', 'IfMatch'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

/**
 * The OpenAPI 3.1 document. Requests come from the very schemas that check them; answers from `@ApiOkResponse` and
 * `@ApiProperty` of the views; the rest from what the gate knows of each route.
 */
export function documentOf(app: INestApplication, version: string): OpenAPIObject {
  const plans = app.get(RoutePlans);
  const planOf = new Map(
    [...plans.routes()].map((route) => [operationId(route[0].name, route[1].name), plans.of(...route)]),
  );
  const document = SwaggerModule.createDocument(app, foundations(version), {
    operationIdFactory: operationId,
  });
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) {
      const plan = planOf.get(operation.operationId ?? '');
      if (plan) complete(operation, plan, plans.schemas);
    }
  }
  const declared = {
    ...document.components?.schemas,
    ...(plans.schemas.byName as Schemas),
    Problem: problemSchema,
  };
  const schemas = reachable(declared, [document.paths, problemResponse]);
  const parameters = { IdempotencyKey: idempotencyKey, IfMatch: ifMatch };
  document.components = {
    ...document.components,
    schemas,
    parameters,
    responses: { Problem: problemResponse },
  };
  return document;
}

/** Those that are referred to: the class of a query is no schema of its own in the document. */
function reachable(declared: Schemas, from: unknown): Schemas {
  const found = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/#\/components\/schemas\/([^"]+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(declared[name] ?? {});
    }
  };
  follow(from);
  return Object.fromEntries(Object.entries(declared).filter(([name]) => found.has(name)));
}

function foundations(version: string) {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Gridcase')
    .setDescription(
      'Cases of a grid, from a household group to its branch, its committee, and back. 网格事件与诉求办理。',
    )
    .setVersion(version)
    .addSecurity('bearer', { type: 'http', scheme: 'bearer' })
    .addSecurity('cookie', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE })
    .build();
}

function operationId(controller: string, handler: string): string {
  return `${controller.replace(/Controller$/, '')}.${handler}`;
}

function complete(operation: Operation, plan: RoutePlan, schemas: DtoSchemas): void {
  const path = (operation.parameters ?? []).filter(
    (parameter) => 'in' in parameter && parameter.in === 'path',
  );
  operation.parameters = [
    ...(plan.path ? parametersOf('path', plan.path, schemas) : path),
    ...parametersOf('query', plan.query, schemas),
    ...(plan.takesMeta ? COMMAND_HEADERS : []),
  ];
  if (plan.body.dto) {
    const schema = schemas.refTo(plan.body.dto) as Schema;
    const required = schemas.byName[plan.body.dto.name]?.required !== undefined;
    operation.requestBody = { required, content: { 'application/json': { schema } } };
  }
  operation.responses = { ...operation.responses, '4XX': PROBLEM, '5XX': PROBLEM };
  operation.security = plan.isPublic ? [] : [{ bearer: [] }, { cookie: [] }];
}

function parametersOf(place: 'path' | 'query', { dto }: PlannedInput, schemas: DtoSchemas): Parameter[] {
  if (!dto) return [];
  schemas.refTo(dto);
  const { properties = {}, required = [] } = schemas.byName[dto.name] ?? {};
  return Object.entries(properties).map(([name, schema]) =>
    parameter(name, place, schema, required.includes(name)),
  );
}

function parameter(
  name: string,
  place: 'path' | 'query' | 'header',
  schema: JsonSchema,
  required: boolean,
): Parameter {
  return { name, in: place, required: required || place === 'path', schema: schema as Schema };
}

const idempotencyKey = {
  ...parameter('Idempotency-Key', 'header', { type: 'string', format: 'uuid' }, false),
  description: 'The command’s id: the same key again answers as the first time and changes nothing.',
};
const ifMatch = {
  ...parameter('If-Match', 'header', { type: 'string', pattern: '^"\\d+"$' }, false),
  description: 'The revision the decision was made on; 412 when it has moved on.',
};

const text = { type: 'string' };
const problemSchema = {
  type: 'object',
  description:
    'RFC 9457. Programs tell problems apart by `code`; `title` is for people, in English or Chinese.',
  required: ['type', 'code', 'title', 'status'],
  properties: {
    type: { type: 'string', examples: ['urn:gridcase:problem:invalid-request'] },
    code: text,
    title: text,
    status: { type: 'integer' },
    whoMay: {
      type: 'array',
      items: { type: 'object', required: ['role'], properties: { role: text, unit: text } },
    },
    details: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['in', 'path', 'code', 'message'],
        properties: {
          in: text,
          path: text,
          code: text,
          limit: { type: ['string', 'number'] },
          message: text,
        },
      },
    },
  },
} as unknown as Schema;

const problemResponse = {
  description: 'A refusal or a failure.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
