import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storedClockChange } from '#cases/messages';
import { settingsFrom } from '#config';
import { EventStore, type StoredEvent } from '#event-store';
import { FileImport, planImport, type ImportProgress } from '#intake';
import { openWorkbench } from '#server';
import { silent } from './services.js';

/** Real files that are not part of the project; where they are missing, a spec says so and tries nothing. */
const DATA = '../shared/data';

/** Where the file lies, or undefined and a word about it. */
export function realFile(name: string): string | undefined {
  const path = join(DATA, name);
  if (existsSync(path)) return path;
  process.stderr.write(`No ${path}: nothing was tried on it.\n`);
  return undefined;
}

export interface Imported {
  readonly progress: ImportProgress;
  /** What the engine itself has recorded of each case, by its number in the file. */
  readonly cases: ReadonlyMap<string, Verdict>;
}

/** When a case was to be handled, and when it was. Milliseconds since 1970. */
export interface Verdict {
  readonly due?: number;
  readonly handledAt?: number;
}

/** Takes files in as `gridcase import` does, into a data folder of its own. */
export async function importing(mapping: string, path: string): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-real-'));
  const bench = await openWorkbench(settingsFrom({ GRIDCASE_DATA: folder, GRIDCASE_DEMO: 'no' }), {
    log: silent,
  });
  try {
    const plan = await planImport({ paths: [path], mapping, units: 'from-file', encoding: 'utf-8' });
    const progress = await bench.get(FileImport).run(plan);
    return { progress, cases: await verdictsIn(bench.get(EventStore)) };
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true });
  }
}

const TYPES = ['CaseReported', 'CaseAccepted', 'HandlingReported'];

async function verdictsIn(store: EventStore): Promise<ReadonlyMap<string, Verdict>> {
  const numbers = new Map<string, string>();
  const verdicts = new Map<string, Verdict>();
  let page = await store.readAll({ filter: { streamPrefixes: ['case-'], types: TYPES } });
  for (;;) {
    for (const event of page.events) {
      if (event.type === 'CaseReported') numbers.set(event.stream, referenceIn(event));
      const number = numbers.get(event.stream) ?? event.stream;
      verdicts.set(number, judged(verdicts.get(number) ?? {}, event));
    }
    if (page.atHead) return verdicts;
    page = await store.readAll({ from: page.position, filter: { streamPrefixes: ['case-'], types: TYPES } });
  }
}

/** The date that stood when it was handled counts. */
function judged(verdict: Verdict, { type, data, occurredAt }: StoredEvent): Verdict {
  if (type === 'HandlingReported') return { ...verdict, handledAt: Date.parse(occurredAt) };
  const armed = verdict.handledAt === undefined ? storedClockChange({ type, data })?.armed : undefined;
  const handle = armed?.find(({ name }) => name === 'handle');
  return handle ? { ...verdict, due: Date.parse(handle.due) } : verdict;
}

function referenceIn({ data, stream }: StoredEvent): string {
  return (data as { readonly externalRef?: string }).externalRef ?? stream;
}
