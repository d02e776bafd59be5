import type { lookup, LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { Poster } from './poster.js';
import { receiver } from './specs/receiver.js';

const open = new Poster({ privateAddresses: true, timeout: 5_000 });
const json = { 'content-type': 'application/json' };

/** A resolver that knows one answer. */
function resolving(found: readonly string[]): typeof lookup {
  return ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
}

describe('posting to a receiver', () => {
  it('sends headers and body, and answers with what it was told', async () => {
    const { url, received } = await receiver((response) => response.writeHead(202).end('thanks'));
    expect(await open.post(url, json, '{"a":"啊"}')).toEqual({ status: 202, text: 'thanks' });
    expect(received).toMatchObject([{ path: '/hook', body: '{"a":"啊"}', headers: json }]);
  });

  it('follows no redirect', async () => {
    const inside = await receiver();
    const { url } = await receiver((response) => response.writeHead(307, { location: inside.url }).end());
    expect(await open.post(url, json, '{}')).toMatchObject({ status: 307 });
    expect(inside.received).toEqual([]);
  });

  it('tells when the receiver wants to be asked again', async () => {
    const { url } = await receiver((response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await open.post(url, json, '{}')).toMatchObject({ status: 429, retryAfter: 7_000 });
  });

  it.each([
    ['before it answers', () => {}],
    ['in the middle of its answer', (response: { write: (text: string) => unknown }) => response.write('a')],
  ])('gives up on one that hangs %s', async (_, answer) => {
    const { url } = await receiver(answer);
    await expect(new Poster({ privateAddresses: true, timeout: 100 }).post(url, json, '{}')).rejects.toThrow(
      'no answer in time',
    );
  });

  it('reads no more of an endless answer than its beginning', async () => {
    const { url } = await receiver((response) => {
      const writing = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(writing));
    });
    expect((await open.post(url, json, '{}')).text).toHaveLength(4_096);
  });

  it('says so when nobody listens', async () => {
    await expect(open.post('http://127.0.0.1:1/', json, '{}')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('refusing an address', () => {
  const closed = new Poster();

  it.each([
    ['hook', 'not-a-url'],
    ['file:///etc/passwd', 'not-https'],
    ['http://example.com/', 'not-https'],
    ['https://user:secret@example.com/', 'has-credentials'],
    ['https://127.0.0.1/', 'not-public'],
    ['https://0x7f.1/', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://[::ffff:10.0.0.1]/', 'not-public'],
    ['https://169.254.169.254/latest/meta-data', 'not-public'],
    ['https://[fd00::1]/', 'not-public'],
  ])('refuses %s: %s', (address, why) => {
    expect(() => closed.admit(address)).toThrow(why);
  });

  it('admits public addresses and names, and private ones where that is allowed', () => {
    expect(closed.admit('https://qyapi.weixin.qq.com/x?key=1').host).toBe('qyapi.weixin.qq.com');
    expect(closed.admit('https://[2606:4700::1111]/').protocol).toBe('https:');
    expect(open.admit('http://127.0.0.1:8080/').port).toBe('8080');
  });

  it('looks at what a name stands for when it connects, and reaches nothing inside by it', async () => {
    const { received, port } = await receiver();
    for (const inside of ['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', '169.254.169.254']) {
      const poster = new Poster({ lookup: resolving([inside]) });
      await expect(poster.post(`https://hook.example:${port}/`, json, '{}')).rejects.toThrow('not-public');
    }
    expect(received).toEqual([]);
  });

  it('is not fooled by a name that was admitted before it changed its meaning', async () => {
    const { received, port } = await receiver();
    const url = `https://hook.example:${port}/`;
    const poster = new Poster({ lookup: resolving(['127.0.0.1']) });
    expect(poster.admit(url).hostname).toBe('hook.example');
    await expect(poster.post(url, json, '{}')).rejects.toThrow('not-public');
    expect(received).toEqual([]);
  });
});
