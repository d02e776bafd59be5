import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from './decorators.js';
import { tinyApp, type TinyApp } from './specs/tiny-app.js';

@Public()
@Controller('address')
class AddressController {
  @Get()
  of(@Req() { ip }: FastifyRequest) {
    return { ip };
  }
}

describe('telling those apart who come through a proxy', () => {
  let tiny: TinyApp;
  afterEach(() => tiny.stop());

  const seenFrom = async (remoteAddress: string) => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const answer = await tiny.app.inject({ url: '/address', remoteAddress, headers });
    return answer.json<{ ip: string }>().ip;
  };

  it('believes a proxy that is trusted, and nobody else', async () => {
    tiny = await tinyApp(AddressController, { trustProxy: '10.0.0.0/8,::1' });
    expect(await seenFrom('10.1.2.3')).toBe('203.0.113.7');
    expect(await seenFrom('198.51.100.9')).toBe('198.51.100.9');
  });

  it('believes nobody where none is named', async () => {
    tiny = await tinyApp(AddressController);
    expect(await seenFrom('10.1.2.3')).toBe('10.1.2.3');
  });
});
