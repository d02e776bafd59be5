import { closeSync, openSync, writeSync } from 'node:fs';
import type { RefusedRow } from '#intake';
import type { Bilingual } from '#kernel';

/** Refused rows, one JSON line each as they come, and how many for which reason. The rows' own words stay out of it. */
export class RefusalReport {
  count = 0;
  private readonly handle: number;
  private readonly kinds = new Map<string, { count: number; sentence: Bilingual }>();

  constructor(readonly file: string) {
    this.handle = openSync(file, 'w', 0o600);
  }

  add({ file, line, code, sentence, details }: RefusedRow): void {
    this.count += 1;
    const kind = this.kinds.get(code) ?? { count: 0, sentence };
    this.kinds.set(code, { ...kind, count: kind.count + 1 });
    writeSync(this.handle, `${JSON.stringify({ file, line, code, ...sentence, details })}\n`);
  }

  /** The most frequent reason first. */
  summary(): readonly { readonly code: string; readonly count: number; readonly sentence: Bilingual }[] {
    return [...this.kinds]
      .map(([code, kind]) => ({ code, ...kind }))
      .sort((one, other) => other.count - one.count);
  }

  byCode(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.summary().map(({ code, count }) => [code, count]));
  }

  close(): void {
    closeSync(this.handle);
  }
}
