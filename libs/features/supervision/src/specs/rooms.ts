import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Ends with the spec, the last thing first. */
export function atTheEnd(end: () => unknown): void {
  endings.push(end);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'supervision-'));
  atTheEnd(() => rmSync(folder, { recursive: true }));
  return folder;
}
