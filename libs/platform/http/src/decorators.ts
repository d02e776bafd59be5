import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandMeta, Principal } from '#event-store';
import type { Session } from '#identity';

/** Who is signed in, and by which session. */
export interface SignedIn extends Session {
  /** What proves the session: to end it, and for nothing else. */
  readonly token: string;
}

declare module 'fastify' {
  // What the gate has found out; set before a handler runs.
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
    commandMeta: CommandMeta | undefined;
  }
}

export const IS_PUBLIC = 'gridcase:public';
export const TAKES_META = 'gridcase:takes-meta';

/** A route, or all routes of a controller, that need no sign-in. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** `Principal`: who asks. On a public route without a valid session it is the resident. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(requestOf(context)),
);

/** `SignedIn`, or undefined on a public route. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).signedIn,
);

const CommandMetaOf = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).commandMeta,
);

/**
 * `CommandMeta`: the id from `Idempotency-Key` (a fresh one where the header is absent), the revision from `If-Match`, and
 * the fingerprint of the request. Its presence is what makes a route a command for the gate and the OpenAPI document.
 */
export function Meta(): ParameterDecorator {
  return (target, method, index) => {
    CommandMetaOf()(target, method, index);
    if (method !== undefined) Reflect.defineMetadata(TAKES_META, true, target, method);
  };
}

export function principalOf({ signedIn }: FastifyRequest): Principal {
  return signedIn ? { kind: 'person', id: signedIn.personId } : { kind: 'system', role: 'resident' };
}

function requestOf(context: ExecutionContext): FastifyRequest {
  return context.getArgByIndex<FastifyRequest>(0);
}
