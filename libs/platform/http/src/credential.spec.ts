import { describe, expect, it } from '@jest/globals';
import { clearedSessionCookie, credentialOf, refuseCrossSite, sessionCookie } from './credential.js';

describe('finding the session of a request', () => {
  it('reads the bearer token, in whatever case its scheme is written', () => {
    expect(credentialOf({ authorization: 'Bearer abc' })).toEqual({ token: 'abc', byCookie: false });
    expect(credentialOf({ authorization: 'bearer  abc' })).toEqual({ token: 'abc', byCookie: false });
  });

  it('reads the cookie among others', () => {
    expect(credentialOf({ cookie: 'a=1; gridcase=abc; b=gridcase=2' })).toEqual({
      token: 'abc',
      byCookie: true,
    });
    expect(credentialOf({ cookie: 'xgridcase=abc; gridcasex=1' })).toBeUndefined();
  });

  it('prefers the header, and never falls back to the cookie when the header is wrong', () => {
    expect(credentialOf({ authorization: 'Bearer abc', cookie: 'gridcase=def' })?.token).toBe('abc');
    expect(credentialOf({ authorization: 'Basic abc', cookie: 'gridcase=def' })).toBeUndefined();
  });

  it('takes no token longer than any of ours', () => {
    expect(credentialOf({ cookie: `gridcase=${'a'.repeat(201)}` })).toBeUndefined();
  });

  it('finds what it has set itself, and nothing once it is cleared', () => {
    const cookie = sessionCookie('abc', { seconds: 60, secure: true });
    expect(cookie).toBe('gridcase=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure');
    expect(credentialOf({ cookie: clearedSessionCookie() })).toBeUndefined();
  });
});

describe('changing something with a cookie', () => {
  const asked = (method: string, headers: object) => () =>
    refuseCrossSite(method, { host: 'grid.cn', ...headers });

  it('is allowed from the service’s own page', () => {
    expect(asked('POST', { 'sec-fetch-site': 'same-origin' })).not.toThrow();
    expect(asked('POST', { 'sec-fetch-site': 'none' })).not.toThrow();
    expect(asked('POST', { origin: 'https://grid.cn' })).not.toThrow();
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://grid.cn' },
    { origin: 'https://evil.cn' },
    { origin: 'https://grid.cn.evil.cn' },
    { origin: 'null' },
    {},
  ])('is refused from %j', (headers) => {
    expect(asked('POST', headers)).toThrow('cross-site');
    expect(asked('DELETE', headers)).toThrow('cross-site');
    expect(asked('GET', headers)).not.toThrow();
  });
});
