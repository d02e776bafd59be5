/**
 * How far each person has read what was sent to him: a position and nothing else. No time, no history: it is of use to the
 * reader, and of none to anybody who would count log-ins.
 */
export abstract class ReadingMarks {
  /** Undefined for one who has never read anything. */
  abstract of(person: string): string | undefined;
  /** A mark never goes back. */
  abstract move(person: string, position: string): void;
}

export class InMemoryReadingMarks extends ReadingMarks {
  private readonly marks = new Map<string, string>();

  of(person: string): string | undefined {
    return this.marks.get(person);
  }

  move(person: string, position: string): void {
    if (position > (this.marks.get(person) ?? '')) this.marks.set(person, position);
  }
}
