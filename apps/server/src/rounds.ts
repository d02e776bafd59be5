import type { Logger } from '#telemetry';

/** Milliseconds; what is looked at is counted in working days. */
const EVERY = 600_000;

/** Does the same deed again and again, never twice at once; what fails is logged, and tried at the next turn. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly deed: () => Promise<unknown>,
    private readonly log: Logger,
    private readonly every = EVERY,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.once());
    }, this.every).unref();
  }

  /** After it resolves the deed is done, and is not done again. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async once(): Promise<void> {
    try {
      await this.deed();
    } catch (error) {
      this.log.error({ err: error }, 'a round failed');
    }
  }
}
