import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Max, MaxLength } from 'class-validator';
import type { CommandMeta, Principal } from '#event-store';
import { AtLeastQuery } from './at-least.dto.js';
import { By, CurrentSession, Meta, Public, type SignedIn } from './decorators.js';
import { appendOne, tinyApp, type TinyApp } from './specs/tiny-app.js';

class Note {
  @IsString() @MaxLength(10) text!: string;
}

class NotesQuery extends AtLeastQuery {
  @IsOptional() @IsInt() @Max(100) limit = 20;
}

@Controller('notes')
class NotesController {
  @Post()
  write(@Body() body: Note, @Meta() meta: CommandMeta, @By() by: Principal) {
    return { body, ...meta, by, ifRevision: meta.ifRevision?.toString(), revision: 7 };
  }

  @Post(':id/close')
  close(@Param('id') id: string, @CurrentSession() session: SignedIn) {
    return { id, session };
  }

  @Get()
  list(@Query() query: NotesQuery) {
    return { query };
  }

  @Public()
  @Post('public')
  ask(@By() by: Principal) {
    return { by };
  }
}

let tiny: TinyApp;
beforeAll(async () => {
  tiny = await tinyApp(NotesController);
});
afterAll(() => tiny.stop());

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly url?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function ask({ method = 'POST', url = '/notes', body, headers }: Asked) {
  const bearer = headers?.['cookie'] ? {} : { authorization: `Bearer ${tiny.token}` };
  const answer = await tiny.app.inject({
    method,
    url,
    headers: { ...bearer, ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
}

describe('asking without or with a session', () => {
  it('is refused without one', async () => {
    const { status, headers, body } = await ask({ body: { text: 'a' }, headers: { authorization: '' } });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(body).toMatchObject({ code: 'not-signed-in', type: 'urn:gridcase:problem:not-signed-in' });
  });

  it('is refused with one that is unknown or has ended', async () => {
    const { token } = tiny.sessions.open('person-2');
    tiny.sessions.revoke(token);
    for (const dead of [token, 'x'.repeat(43), 'x']) {
      const { status } = await ask({ body: { text: 'a' }, headers: { authorization: `Bearer ${dead}` } });
      expect(status).toBe(401);
    }
  });

  it('names the person to the handler', async () => {
    const { body } = await ask({ body: { text: 'a' } });
    expect(body).toMatchObject({ by: { kind: 'person', id: 'person-1' } });
    const closed = await ask({ url: '/notes/7/close' });
    expect(closed.body).toMatchObject({ id: '7', session: { personId: 'person-1', token: tiny.token } });
  });

  it('is the resident on a public route, or the person when there is one', async () => {
    const stranger = await ask({ url: '/notes/public', headers: { authorization: '' } });
    expect(stranger.body).toEqual({ by: { kind: 'system', role: 'resident' } });
    const person = await ask({ url: '/notes/public' });
    expect(person.body).toEqual({ by: { kind: 'person', id: 'person-1' } });
  });

  it('takes a cookie for a change only from the service’s own page', async () => {
    const cookie = { cookie: `gridcase=${tiny.token}` };
    const foreign = await ask({
      body: { text: 'a' },
      headers: { ...cookie, 'sec-fetch-site': 'cross-site' },
    });
    expect([foreign.status, foreign.body['code']]).toEqual([403, 'cross-site']);
    const own = await ask({ body: { text: 'a' }, headers: { ...cookie, 'sec-fetch-site': 'same-origin' } });
    expect(own.status).toBe(201);
    const read = await ask({ method: 'GET', headers: { ...cookie, 'sec-fetch-site': 'cross-site' } });
    expect(read.status).toBe(200);
  });
});

describe('sending a command', () => {
  const key = '6F9619FF-8B86-4011-B42D-00C04FC964FF';

  it('takes its id from Idempotency-Key, quoted or not, and its revision from If-Match', async () => {
    for (const header of [key, `"${key}"`]) {
      const { headers, body } = await ask({
        body: { text: 'a' },
        headers: { 'idempotency-key': header, 'if-match': '"12"' },
      });
      expect(body).toMatchObject({ commandId: key.toLowerCase(), ifRevision: '12' });
      expect(headers['etag']).toBe('"7"');
    }
  });

  it('gets a fresh id without the header', async () => {
    const [one, other] = [await ask({ body: { text: 'a' } }), await ask({ body: { text: 'a' } })];
    expect(one.body['commandId']).not.toBe(other.body['commandId']);
  });

  it('has the same fingerprint for the same content, and another for any other', async () => {
    const print = async (asked: Asked) => (await ask(asked)).body['fingerprint'];
    const first = await print({ body: { text: 'a' } });
    expect(await print({ body: { text: 'a' }, headers: { 'idempotency-key': key } })).toBe(first);
    expect(await print({ body: { text: 'b' } })).not.toBe(first);
    const { token } = tiny.sessions.open('person-2');
    expect(await print({ body: { text: 'a' }, headers: { authorization: `Bearer ${token}` } })).not.toBe(
      first,
    );
  });

  it.each<Record<string, string>>([
    { 'idempotency-key': 'once' },
    { 'if-match': '12' },
    { 'if-match': 'W/"12"' },
    { 'if-match': '"1", "2"' },
  ])('is refused with the header %j', async (headers) => {
    const { status, body } = await ask({ body: { text: 'a' }, headers });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ in: 'header', code: 'wrong-format' }] });
  });
});

describe('sending input', () => {
  it('names each mistake in the language that was asked for', async () => {
    const { status, body, headers } = await ask({
      body: { text: 'x'.repeat(11), colour: 'red' },
      headers: { 'accept-language': 'zh-CN' },
    });
    expect([status, headers['content-language']]).toEqual([400, 'zh']);
    expect(body).toMatchObject({
      code: 'invalid-request',
      title: '请求内容有误,详见错误列表。',
      errors: [
        { in: 'body', path: '/colour', code: 'unknown-field', message: '没有这个字段。' },
        { in: 'body', path: '/text', code: 'too-long', limit: 10, message: '最多 10 个字符。' },
      ],
    });
  });

  it.each([
    [{ body: { text: 'a\u0000' } }, '/text'],
    [{ body: {} }, '/text'],
    [{ url: '/notes?limit=1', body: { text: 'a' } }, '/limit'],
    [{ url: '/notes/7/close', body: { text: 'a' } }, '/text'],
    [{ url: '/notes/%00/close' }, '/id'],
    [{ method: 'GET', url: '/notes?limit=x' }, '/limit'],
    [{ method: 'GET', url: '/notes?limit=101' }, '/limit'],
    [{ method: 'GET', url: '/notes?other=1' }, '/other'],
    [{ method: 'GET', url: '/notes?__proto__=1' }, ''],
    [{ method: 'GET', url: '/notes?atLeast=%27' }, '/atLeast'],
  ] as [Asked, string][])('refuses %j', async (asked, path) => {
    const { status, body } = await ask(asked);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path }] });
  });

  it('reads a query as the types it declares', async () => {
    expect((await ask({ method: 'GET', url: '/notes?limit=5' })).body).toEqual({ query: { limit: 5 } });
    expect((await ask({ method: 'GET' })).body).toEqual({ query: { limit: 20 } });
  });
});

describe('reading one’s own write', () => {
  it('waits until the read models have come as far', async () => {
    const position = await appendOne(tiny.store);
    const answer = ask({ method: 'GET', url: `/notes?atLeast=${position}` });
    tiny.runner.start();
    expect((await answer).status).toBe(200);
  });

  it('does not wait for what was never written', async () => {
    const { status, body } = await ask({ method: 'GET', url: `/notes?atLeast=${'9'.repeat(20)}` });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ in: 'query', path: '/atLeast', code: 'too-large' }] });
  });
});
