import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Param } from '@nestjs/common';
import { Public } from './decorators.js';
import { tinyApp, type TinyApp } from './specs/tiny-app.js';

let release = () => {};
let entered = () => {};

@Public()
@Controller('things')
class ThingsController {
  @Get(':what')
  async get(@Param('what') what: string) {
    if (what === 'slow') await new Promise<void>((resolve) => (entered(), (release = resolve)));
    return { what };
  }
}

describe('stopping', () => {
  let tiny: TinyApp;
  afterEach(() => tiny.stop().catch(() => {}));

  it('finishes what is in flight, refuses what is new, and lets go of the port', async () => {
    tiny = await tinyApp(ThingsController);
    await tiny.app.listen(0, '127.0.0.1');
    const url = await tiny.app.getUrl();
    const isInFlight = new Promise<void>((resolve) => (entered = resolve));
    const slow = once(request(`${url}/things/slow`).end(), 'response');
    await isInFlight;
    const kept = connect(Number(new URL(url).port), '127.0.0.1');
    let heard = '';
    kept.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    kept.write('GET /things/a HTTP/1.1\r\nhost: a\r\n\r\nGET /thin');
    while (!heard.includes('"what":"a"')) await once(kept, 'data');

    const stopped = tiny.rim.stop(tiny.app);
    kept.write('gs/b HTTP/1.1\r\nhost: a\r\n\r\n');
    await once(kept, 'close');
    expect(heard).toMatch(/503 Service Unavailable.*connection: close.*"code":"stopping"/is);

    release();
    const [answer] = (await slow) as [{ statusCode: number; headers: Record<string, string> }];
    expect([answer.statusCode, answer.headers['connection']]).toEqual([200, 'close']);
    await stopped;
    await expect(fetch(`${url}/things/a`)).rejects.toThrow();
  });
});
