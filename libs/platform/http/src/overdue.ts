import type { FastifyReply } from 'fastify';

const LOOK_EVERY_MS = 1_000;

/**
 * Bounds the time an answer may take. One timer looks after all requests: a timer for each, as Fastify's own
 * `handlerTimeout` has it, costs a third of the throughput.
 */
export class Overdue {
  private readonly waiting = new Set<FastifyReply>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly longestMs: number,
    private readonly onOverdue: (reply: FastifyReply) => void,
  ) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  begin(reply: FastifyReply): void {
    this.waiting.add(reply);
  }

  end(reply: FastifyReply): void {
    this.waiting.delete(reply);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** In order of arrival, so that the first that is in time ends the look. */
  private look(): void {
    for (const reply of this.waiting) {
      if (reply.elapsedTime < this.longestMs) return;
      this.waiting.delete(reply);
      if (!reply.sent) this.onOverdue(reply);
    }
  }
}
