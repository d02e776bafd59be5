/** What was opened is closed in the opposite order, whatever fails on the way: what others stand on goes last. */
export class Closing {
  private readonly steps: (() => unknown)[] = [];

  after<Opened>(opened: Opened, close: (opened: Opened) => unknown): Opened {
    this.steps.push(() => close(opened));
    return opened;
  }

  /** For what has a `close` of its own. */
  afterOpening<Opened extends { close(): unknown }>(opened: Opened): Opened {
    return this.after(opened, () => opened.close());
  }

  /** @throws the first error, after everything was closed */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
