import type { StreamName } from './event-store.js';

/** The commands to one stream one after another: each waits for the one before instead of racing it. */
export class Turns {
  private readonly last = new Map<StreamName, Promise<void>>();

  take<Answer>(stream: StreamName, deed: () => Promise<Answer>): Promise<Answer> {
    const before = this.last.get(stream);
    const answer = before ? before.then(deed) : deed();
    const leave = () => {
      if (this.last.get(stream) === turn) this.last.delete(stream);
    };
    const turn = answer.then(leave, leave);
    this.last.set(stream, turn);
    return answer;
  }

  /** Resolves when all whose turn has come or is still to come now are through. */
  async settled(): Promise<void> {
    await Promise.all(this.last.values());
  }
}
