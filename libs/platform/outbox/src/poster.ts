import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.js';

const LONGEST_ANSWER = 4_096;

export interface PosterOptions {
  /** Let addresses of this machine and of private networks be reached, and plain http; default no. */
  readonly privateAddresses?: boolean;
  /** For the whole exchange, in milliseconds; default 10 s. */
  readonly timeout?: number;
  /** Name → addresses; default: the system's. */
  readonly lookup?: typeof resolve;
}

/** The beginning of what a receiver answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Milliseconds, from `Retry-After` in seconds. */
  readonly retryAfter?: number;
}

/** The address leads where nobody may send us, or is none. */
export class AddressRefused extends Error {
  constructor(readonly why: 'not-a-url' | 'not-https' | 'has-credentials' | 'not-public') {
    super(`the address is refused: ${why}`);
    this.name = 'AddressRefused';
  }
}

/**
 * Sends to addresses that strangers have written down: it follows no redirect, and looks at the address a name stands for
 * at the moment of connecting, so that a name cannot change its meaning after it was checked (DNS rebinding).
 */
export class Poster {
  private readonly privateAddresses: boolean;
  private readonly timeout: number;
  private readonly resolve: typeof resolve;

  constructor({ privateAddresses = false, timeout = 10_000, lookup = resolve }: PosterOptions = {}) {
    this.privateAddresses = privateAddresses;
    this.timeout = timeout;
    this.resolve = lookup;
  }

  /** What can be said of an address without asking anybody. @throws AddressRefused */
  admit(address: string): URL {
    if (!URL.canParse(address)) throw new AddressRefused('not-a-url');
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    if (!secure && !(this.privateAddresses && url.protocol === 'http:'))
      throw new AddressRefused('not-https');
    if (url.username || url.password) throw new AddressRefused('has-credentials');
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) && !this.mayReach(host)) throw new AddressRefused('not-public');
    return url;
  }

  /** @throws AddressRefused; Error when there is no answer in time */
  async post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    const url = this.admit(address);
    const signal = AbortSignal.timeout(this.timeout);
    try {
      return await answerOf(await this.exchange(url, headers, body, signal));
    } catch (error) {
      throw signal.aborted ? new Error('no answer in time') : error;
    }
  }

  private exchange(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const { promise, resolve: answered, reject } = Promise.withResolvers<IncomingMessage>();
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method: 'POST', headers: { ...headers, ...length }, agent: false, signal } as const;
    send(url, { ...options, lookup: this.lookup }, answered)
      .on('error', reject)
      .end(body);
    return promise;
  }

  private readonly lookup: LookupFunction = (hostname, options, done) => {
    this.resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      const reachable = found.filter(({ address }) => this.mayReach(address));
      const [first] = reachable;
      if (!first) return done(new AddressRefused('not-public'), []);
      if (options.all) done(null, reachable);
      else done(null, first.address, first.family);
    });
  };

  private mayReach(address: string): boolean {
    return this.privateAddresses || isPublicAddress(address);
  }
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const text = await beginningOf(response);
  const seconds = Number(response.headers['retry-after']);
  const retryAfter = Number.isFinite(seconds) && seconds > 0 && { retryAfter: seconds * 1_000 };
  return { status: response.statusCode ?? 0, text, ...retryAfter };
}

/** As much as a ledger has use for; the rest is not read. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= LONGEST_ANSWER) break;
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, LONGEST_ANSWER).toString();
}
