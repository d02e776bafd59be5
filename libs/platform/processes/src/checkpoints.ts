import type { LogPosition } from '#event-store';

/**
 * How far each process has come. A lost checkpoint costs time and no correctness: commands are known again by their ids.
 */
export abstract class Checkpoints {
  /** Undefined for a process that never ran. */
  abstract read(process: string): LogPosition | undefined;
  abstract save(process: string, position: LogPosition): void;
  abstract close(): void;
}

export class InMemoryCheckpoints extends Checkpoints {
  private readonly positions = new Map<string, LogPosition>();

  read(process: string): LogPosition | undefined {
    return this.positions.get(process);
  }

  save(process: string, position: LogPosition): void {
    this.positions.set(process, position);
  }

  close(): void {}
}
