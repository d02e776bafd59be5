import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sessionCookie } from './credential.js';
import { Public } from './decorators.js';
import { tinyApp, type TinyApp } from './specs/tiny-app.js';

@Public()
@Controller('cookie')
class CookieController {
  @Get()
  set(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('set-cookie', sessionCookie('abc', { seconds: 60, secure: false }));
    return {};
  }
}

describe('setting the session cookie', () => {
  let tiny: TinyApp;
  afterEach(() => tiny.stop());

  const cookie = async () => (await tiny.app.inject('/cookie')).headers['set-cookie'];

  it('keeps it for HTTPS where browsers come by HTTPS', async () => {
    tiny = await tinyApp(CookieController, { secureCookies: true });
    expect(await cookie()).toBe('gridcase=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure');
  });

  it('lets it go as it was set elsewhere', async () => {
    tiny = await tinyApp(CookieController);
    expect(await cookie()).toBe('gridcase=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict');
  });
});
