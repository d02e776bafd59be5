import { randomUUID } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { EventStore, LOG_START, type CommandMeta, type LogPosition } from '#event-store';
import { Sessions } from '#identity';
import { KeyedDigests } from '#privacy';
import { ReadStore } from '#read-store';
import { credentialOf, refuseCrossSite } from './credential.js';
import { principalOf, type SignedIn } from './decorators.js';
import type { Flaw } from './flaw.js';
import { refuseUnplain } from './plain-json.js';
import { RequestRefused } from './request-refused.js';
import { RoutePlans, type PlannedInput, type RoutePlan } from './route-plan.js';

/** How long a query waits for the read models to come as far as it was asked to. */
const LONGEST_WAIT_MS = 5_000;

/**
 * All that stands before a handler, in one guard: Nest's pipes and interceptors cost a promise or an observable each, and
 * every request passes here. Session → input → command meta → read models far enough.
 */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly plans: RoutePlans,
    private readonly sessions: Sessions,
    private readonly digests: KeyedDigests,
    private readonly store: EventStore,
    private readonly views: ReadStore,
  ) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const request = context.getArgByIndex<FastifyRequest>(0);
    const plan = this.plans.of(context.getClass(), context.getHandler() as never);
    request.signedIn = this.signedIn(request, plan);
    request.body = checkInput(request, plan);
    if (plan.takesMeta) request.commandMeta = this.metaOf(request);
    return plan.waits ? this.waitFor(request) : true;
  }

  private signedIn(request: FastifyRequest, plan: RoutePlan): SignedIn | undefined {
    const credential = credentialOf(request.headers);
    if (credential?.byCookie) refuseCrossSite(request.method, request.headers);
    const session = credential && this.sessions.resolve(credential.token);
    if (!session && !plan.isPublic) throw new RequestRefused('not-signed-in', BEARER);
    return session && { ...session, token: credential.token };
  }

  private metaOf(request: FastifyRequest): CommandMeta {
    const { method, url, body, headers } = request;
    const by = principalOf(request);
    const path = url.split('?', 1)[0];
    const ifRevision = revisionFrom(headers['if-match']);
    return {
      commandId: commandIdFrom(headers['idempotency-key']),
      fingerprint: this.digests.fingerprint({ method, path, body: body ?? null, by }),
      by,
      ...(ifRevision !== undefined && { ifRevision }),
    };
  }

  private async waitFor({ query }: FastifyRequest): Promise<true> {
    const { atLeast = LOG_START } = query as { atLeast?: LogPosition };
    if (atLeast <= this.views.position()) return true;
    // What is not in the log will not come: nobody may make the service wait for it.
    const head = await this.store.head();
    if (atLeast > head) throw wrongInput({ in: 'query', path: '/atLeast', code: 'too-large', limit: head });
    await this.views.waitFor(atLeast, { timeoutMs: LONGEST_WAIT_MS });
    return true;
  }
}

const BEARER = { headers: { 'www-authenticate': 'Bearer' } };

/** @returns the body, `{}` where a DTO is declared and none was sent @throws RequestRefused `invalid-request` */
function checkInput(request: FastifyRequest, { body, query, path }: RoutePlan): unknown {
  const sent = request.body ?? (body.dto ? {} : undefined);
  checkPart('path', request.params, path);
  checkPart('query', request.query, query);
  checkPart('body', sent, body);
  return sent;
}

function checkPart(part: Flaw['in'], value: unknown, input: PlannedInput | undefined): void {
  refuseUnplain(part, value);
  const flaws = input?.check(value) ?? [];
  if (flaws.length === 0) return;
  throw wrongInput(...flaws.map((flaw) => ({ in: part, ...flaw })));
}

function commandIdFrom(header: string | string[] | undefined): string {
  if (header === undefined) return randomUUID();
  const key = typeof header === 'string' ? header.replace(/^"(.*)"$/, '$1') : '';
  if (!isUUID(key)) throw wrongHeader('idempotency-key', 'uuid');
  return key.toLowerCase();
}

function revisionFrom(header: string | undefined): bigint | undefined {
  if (header === undefined || header === '*') return undefined;
  const revision = /^"(\d{1,18})"$/.exec(header)?.[1];
  if (revision === undefined) throw wrongHeader('if-match', '"<revision>"');
  return BigInt(revision);
}

function wrongHeader(name: string, limit: string): RequestRefused {
  return wrongInput({ in: 'header', path: `/${name}`, code: 'wrong-format', limit });
}

function wrongInput(...flaws: readonly Flaw[]): RequestRefused {
  return new RequestRefused('invalid-request', { flaws });
}
