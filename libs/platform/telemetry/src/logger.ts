import { pino, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '#config';
import { redacted } from './redaction.js';

export type { Logger };

/** What Fastify hands over of a request. */
interface Request {
  readonly method: string;
  readonly id?: unknown;
  readonly routeOptions?: { readonly url?: string | undefined };
}

/**
 * The one log of the process: JSON lines on standard output, or on `destination`. Values under the name of a secret or of
 * something personal are taken out; the text of a message is not looked into, so never build one from such values.
 */
export function createLogger(
  { logLevel }: Pick<Settings, 'logLevel'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { req: requestLine },
    hooks: { streamWrite: redacted },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The route, never the URL: receipt codes and searches are in the URL. */
function requestLine({ id, method, routeOptions }: Request) {
  return { id, method, route: routeOptions?.url };
}
