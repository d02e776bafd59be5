import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { StoreFull } from '#event-store';
import { rejectionsOf } from '#kernel';
import { Public } from './decorators.js';
import { tinyApp, type TinyApp } from './specs/tiny-app.js';

const refuse = rejectionsOf({
  'not-the-holder': ['forbidden', 'You do not hold it.', '您不是承办人。'],
  'too-fast': ['too-many', 'Too fast.', '过快。'],
});

class Echo {
  @IsString() @MaxLength(2_000_000) text!: string;
}

@Public()
@Controller('things')
class ThingsController {
  @Post()
  echo(@Body() body: Echo) {
    return body;
  }

  @Get(':what')
  async get(@Param('what') what: string) {
    if (what === 'secret') throw new Error('the password is 123');
    if (what === 'full') throw new StoreFull('disk of /var/lib');
    if (what === 'refused') {
      throw refuse('not-the-holder', {
        whoMay: [{ role: 'branch-secretary', unit: 'b-1' }],
        details: { revision: 3 },
      });
    }
    if (what === 'fast') throw refuse('too-fast', { details: { retryAfterSeconds: 12.2 } });
    return { what };
  }
}

describe('the rim of the service', () => {
  let tiny: TinyApp;
  beforeAll(async () => {
    tiny = await tinyApp(ThingsController);
  });
  afterAll(() => tiny.stop());

  const get = (url: string, headers = {}) => tiny.app.inject({ method: 'GET', url, headers });
  const post = (payload: string | Buffer, type = 'application/json') =>
    tiny.app.inject({ method: 'POST', url: '/things', payload, headers: { 'content-type': type } });

  it('sends a refusal with its rule, its details and who may, in the language of the asker', async () => {
    const answer = await get('/things/refused', { 'accept-language': 'zh' });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({
      type: 'urn:gridcase:problem:not-the-holder',
      code: 'not-the-holder',
      title: '您不是承办人。',
      status: 403,
      whoMay: [{ role: 'branch-secretary', unit: 'b-1' }],
      details: { revision: 3 },
    });
  });

  it('says in whole seconds when to come back', async () => {
    const answer = await get('/things/fast');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '13']);
  });

  it('says of its own fault nothing but the id it is logged under', async () => {
    const answer = await get('/things/secret');
    expect(answer.statusCode).toBe(500);
    const { details } = answer.json<{ details: { correlationId: string } }>();
    expect(details.correlationId).toBe(answer.headers['x-request-id']);
    expect(answer.body).not.toContain('123');
    expect(
      tiny.log.find((line) => line.includes(details.correlationId) && line.includes('stack')),
    ).toBeDefined();
  });

  it('says of its store what the asker can do about it, and no path', async () => {
    const answer = await get('/things/full');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([507, 'store-full']);
    expect(answer.body).not.toContain('/var/lib');
  });

  it('tells a wrong address from a wrong method', async () => {
    const [nowhere, wrong] = [await get('/thongs'), await get('/things')];
    expect([nowhere.statusCode, nowhere.json<{ code: string }>().code]).toEqual([404, 'no-such-route']);
    expect([wrong.statusCode, wrong.headers['allow']]).toEqual([405, 'POST']);
  });

  it.each([
    ['{"text":', 'application/json', 400, 'malformed-json'],
    ['text=1', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['{"text":"a"}', 'text/plain', 415, 'unsupported-media-type'],
    [`{"text":"${'x'.repeat(1024 * 1024)}"}`, 'application/json', 413, 'body-too-large'],
  ])('refuses the body %.20s as %s', async (payload, type, status, code) => {
    const answer = await post(payload, type);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('refuses an address that is none, or too long', async () => {
    expect((await get('/things/%zz')).json()).toMatchObject({ code: 'bad-request' });
    expect((await get(`/things/${'x'.repeat(101)}`)).json()).toMatchObject({ code: 'address-too-long' });
  });

  it('sends the headers that keep browsers safe, with every answer', async () => {
    for (const answer of [await get('/things/a'), await get('/thongs'), await get('/things/%zz')]) {
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cache-control': 'no-store',
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('logs the pattern of a route and never its address', async () => {
    await get('/things/receipt-code-1234');
    expect(tiny.log.at(-1)).toContain('"/things/:what"');
    expect(tiny.log.join('')).not.toContain('receipt-code-1234');
  });

  it('serves a page to try the API that asks nobody else for anything', async () => {
    const page = await get('/api');
    expect(page.headers['content-type']).toContain('text/html');
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(4);
    for (const link of links) expect((await get(link)).statusCode).toBe(200);
    expect((await get('/api/try/start.js')).body).toContain('/api/openapi.json');
  });

  it('describes its routes with the rules that check them', async () => {
    const document = (await get('/api/openapi.json')).json<Record<string, never>>();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/things': {
          post: {
            security: [],
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Echo' } } },
            },
            responses: { '4XX': { $ref: '#/components/responses/Problem' } },
          },
        },
      },
      components: {
        schemas: {
          Echo: { properties: { text: { type: 'string', maxLength: 2_000_000 } }, required: ['text'] },
        },
      },
    });
  });
});

describe('talking to the rim over a socket', () => {
  let tiny: TinyApp;
  let port: number;
  beforeAll(async () => {
    tiny = await tinyApp(ThingsController);
    await tiny.app.listen(0, '127.0.0.1');
    port = Number(new URL(await tiny.app.getUrl()).port);
  });
  afterAll(() => tiny.stop());

  async function say(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.end(text);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    await once(socket, 'close');
    return heard;
  }

  it('answers what is no HTTP with a problem', async () => {
    expect(await say('HELLO\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 Bad Request\r\ncontent-type: application\/problem\+json/,
    );
  });

  it('answers headers that are too large with a problem', async () => {
    const heard = await say(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1.1 431 .*"headers-too-large"/s);
  });
});
