import type { IncomingHttpHeaders } from 'node:http';
import { RequestRefused } from './request-refused.js';

export const SESSION_COOKIE = 'gridcase';

/** What a request shows to prove a session. */
export interface Credential {
  readonly token: string;
  /** A browser adds cookies by itself, also to what another site made it send. */
  readonly byCookie: boolean;
}

const LONGEST_TOKEN = 200;

/** The header wins over the cookie: who sets it means it. */
export function credentialOf({ authorization, cookie }: IncomingHttpHeaders): Credential | undefined {
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return token && token.length <= LONGEST_TOKEN ? { token, byCookie: false } : undefined;
  }
  const token = cookie && cookieNamed(SESSION_COOKIE, cookie);
  return token && token.length <= LONGEST_TOKEN ? { token, byCookie: true } : undefined;
}

function cookieNamed(name: string, header: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}

/**
 * A change asked for with a cookie must come from this service's own page, or from the browser's address bar.
 * @throws RequestRefused `cross-site`
 */
export function refuseCrossSite(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  // Browsers from before 2023 name no site, but an origin.
  if (site === undefined && isSameOrigin(headers)) return;
  throw new RequestRefused('cross-site');
}

function isSameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && host !== undefined && URL.parse(origin)?.host === host;
}

/** `Set-Cookie` for a session. @param secure true where browsers come by HTTPS */
export function sessionCookie(
  token: string,
  { seconds, secure }: { seconds: number; secure: boolean },
): string {
  const attributes = `Path=/; Max-Age=${Math.floor(seconds)}; HttpOnly; SameSite=Strict`;
  return `${SESSION_COOKIE}=${token}; ${attributes}${secure ? '; Secure' : ''}`;
}

export function clearedSessionCookie(): string {
  return sessionCookie('', { seconds: 0, secure: false });
}
