import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

const DOCUMENT = '/api/openapi.json';
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gridcase API</title>
<link rel="icon" href="/api/try/favicon-32x32.png">
<link rel="stylesheet" href="/api/try/swagger-ui.css">
<div id="api"></div>
<script src="/api/try/swagger-ui-bundle.js"></script>
<script src="/api/try/start.js"></script>
</html>
`;

// No validatorUrl: the page asks nobody but this service.
const START = `SwaggerUIBundle({ url: '${DOCUMENT}', dom_id: '#api', deepLinking: true, validatorUrl: null });
`;

/** The OpenAPI document, and at /api a page to try it; everything comes from this service, nothing from elsewhere. */
export function serveTryPage(fastify: FastifyInstance, document: () => object): void {
  const page = { 'content-security-policy': POLICY, 'cache-control': 'no-cache' };
  fastify.get(DOCUMENT, (_request, reply) => reply.type('application/json').send(JSON.stringify(document())));
  fastify.get('/api', (_request, reply) => reply.headers(page).type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/api/try/start.js', (_request, reply) =>
    reply.headers(page).type('text/javascript; charset=utf-8').send(START),
  );
  for (const [name, type] of Object.entries(FILES)) {
    fastify.get(`/api/try/${name}`, async (_request, reply) =>
      reply
        .header('cache-control', 'max-age=86400')
        .type(type)
        .send(await bundled(name)),
    );
  }
}

function bundled(name: string): Promise<Buffer> {
  return readFile(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`));
}
