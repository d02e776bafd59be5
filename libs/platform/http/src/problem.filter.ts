import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#telemetry';
import { languageOf } from './language.js';
import { problemJson, problemOf, type Problem } from './problem.js';
import { RequestRefused } from './request-refused.js';
import type { RouteBook } from './route-book.js';

/** Turns whatever was thrown into problem+json; what nobody foresaw becomes a 500 that names only where it was logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly routes: RouteBook,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.getArgByIndex<FastifyRequest>(0);
    const reply = host.getArgByIndex<FastifyReply>(1);
    if (reply.sent) return;
    answerWith(reply, request, this.problemFor(error, request));
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    const problem = request.is404 ? this.nothingHere(request) : problemOf(error);
    return problem ?? faultOf(error, request, this.log);
  }

  private nothingHere({ method, url }: FastifyRequest): Problem | undefined {
    const allowed = this.routes.methodsAt(url);
    if (allowed.length === 0 || allowed.includes(method))
      return problemOf(new RequestRefused('no-such-route'));
    return problemOf(new RequestRefused('method-not-allowed', { headers: { allow: allowed.join(', ') } }));
  }
}

/** Logs a fault under the request's id and makes the problem that tells no more than this id. */
export function faultOf(error: unknown, request: FastifyRequest, log: Logger): Problem {
  const correlationId = request.id;
  log.error({ err: error, correlationId, req: request }, 'a request failed on our side');
  const { status, code, sentence } = new RequestRefused('internal-error');
  return { status, code, sentence, details: { correlationId } };
}

export function answerWith(reply: FastifyReply, request: FastifyRequest, problem: Problem): void {
  const language = languageOf(request.headers['accept-language']);
  void reply
    .code(problem.status)
    .headers({ ...problem.headers, 'content-language': language, vary: 'accept-language' })
    .type('application/problem+json')
    .send(problemJson(problem, language));
}
