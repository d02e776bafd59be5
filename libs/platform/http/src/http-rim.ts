import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#telemetry';
import { parseJson } from './plain-json.js';
import { Overdue } from './overdue.js';
import { answerWith, faultOf } from './problem.filter.js';
import { problemJson, problemOf } from './problem.js';
import { RequestRefused, type RefusalCode } from './request-refused.js';
import { RouteBook } from './route-book.js';
import { SECURITY_HEADERS } from './security-headers.js';

export interface HttpSettings {
  /** Whose `X-Forwarded-*` is believed: addresses and networks, with commas between them. Default: nobody's. */
  readonly trustProxy?: string;
  /** Whether browsers come by HTTPS, so that cookies may leave only for it. Default: as the request came. */
  readonly secureCookies?: boolean;
}

/** Times in milliseconds, sizes in bytes. */
const LIMITS = {
  body: 1024 * 1024,
  headers: 16 * 1024,
  headersTime: 15_000,
  requestTime: 30_000,
  answerTime: 30_000,
  idleSocketTime: 60_000,
  keepAliveTime: 72_000,
  stopTime: 10_000,
};

/** Fastify with all bounds drawn: sizes, times, headers, errors, and an end that loses nothing. */
export class HttpRim {
  readonly routes = new RouteBook();
  readonly adapter: FastifyAdapter;
  private readonly overdue = new Overdue(LIMITS.answerTime, (reply) => this.giveUp(reply));
  private stopping = false;

  constructor(
    private readonly settings: HttpSettings,
    readonly log: Logger,
  ) {
    this.adapter = new FastifyAdapter({
      trustProxy: settings.trustProxy ?? false,
      bodyLimit: LIMITS.body,
      requestTimeout: LIMITS.requestTime,
      connectionTimeout: LIMITS.idleSocketTime,
      keepAliveTimeout: LIMITS.keepAliveTime,
      http: { headersTimeout: LIMITS.headersTime, maxHeaderSize: LIMITS.headers },
      genReqId: requestIds(),
      return503OnClosing: false, // the hook below answers, with a problem
      skipMiddie: true, // no Nest middleware: it would cost every request a pass
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
        this.refuse(error, request, reply),
      clientErrorHandler: answerOnSocket,
    });
    this.addHooks(this.adapter.getInstance());
  }

  /** Refuses what is new, waits for what is in flight (ten seconds at most), and lets go of the port. */
  async stop(app: NestFastifyApplication): Promise<void> {
    this.stopping = true;
    const impatience = setTimeout(
      () => this.adapter.getInstance().server.closeAllConnections(),
      LIMITS.stopTime,
    );
    await app.close();
    clearTimeout(impatience);
    this.overdue.stop();
  }

  private addHooks(fastify: FastifyInstance): void {
    fastify.decorateRequest('signedIn', undefined);
    fastify.decorateRequest('commandMeta', undefined);
    fastify.addHook('onRoute', (route) => this.routes.add(route));
    fastify.addHook('onRequest', (request, reply, done) => {
      this.overdue.begin(reply);
      void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
      done(this.stopping ? new RequestRefused('stopping', { headers: { 'retry-after': '1' } }) : undefined);
    });
    fastify.addHook('preSerialization', (_request, reply, payload, done) => {
      const revision = (payload as { revision?: unknown } | null)?.revision;
      if (typeof revision === 'number') void reply.header('etag', `"${revision}"`);
      done(null, payload);
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      // A connection kept alive would keep the service from ending.
      if (this.stopping) void reply.header('connection', 'close');
      if (this.settings.secureCookies) secureCookieOf(reply);
      done(null, payload);
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      this.overdue.end(reply);
      this.note(request, reply);
      done();
    });
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      (_request, body: Buffer, done) => {
        try {
          done(null, parseJson(body));
        } catch (error) {
          done(error as Error);
        }
      },
    );
  }

  private giveUp(reply: FastifyReply): void {
    this.log.error({ req: reply.request }, 'an answer took too long');
    const problem = problemOf(new RequestRefused('took-too-long'));
    if (problem) answerWith(reply, reply.request, problem);
  }

  /** For errors that Fastify has before a route is found. */
  private refuse(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    void reply.headers(SECURITY_HEADERS);
    answerWith(reply, request, problemOf(error) ?? faultOf(error, request, this.log));
  }

  private note(request: FastifyRequest, reply: FastifyReply): void {
    if (!this.log.isLevelEnabled('debug')) return;
    this.log.debug({ req: request, status: reply.statusCode, ms: reply.elapsedTime }, 'answered');
  }
}

function secureCookieOf(reply: FastifyReply): void {
  const cookie = reply.getHeader('set-cookie');
  if (typeof cookie !== 'string' || cookie.includes('; Secure')) return;
  void reply.removeHeader('set-cookie').header('set-cookie', `${cookie}; Secure`);
}

/** Unique across restarts without a call to the random source per request. */
function requestIds(): () => string {
  const start = randomBytes(6).toString('base64url');
  let count = 0;
  return () => `${start}-${(count += 1).toString(36)}`;
}

const SOCKET_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** What is no HTTP, or came too slowly, never becomes a request; it is answered on the bare socket. */
function answerOnSocket(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemOf(new RequestRefused(SOCKET_REFUSALS[error.code ?? ''] ?? 'bad-request'));
  if (!problem) return void socket.destroy();
  const body = JSON.stringify(problemJson(problem, 'en'));
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
