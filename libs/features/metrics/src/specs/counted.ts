import type { StoredEvent } from '#event-store';
import { ReadStore, ViewsFile } from '#read-store';
import { workingTimeBetween } from '#kernel';
import { Reckoning, type Question, type Report } from '../domain/report.js';
import { addTo, type OpenAccount } from '../projections/milestones.js';
import { metricsProjection } from '../projections/metrics.projection.js';
import { calendar } from './small-grid.js';

/** Every account that a log makes, without any table. */
function accountsIn(log: readonly StoredEvent[]): readonly OpenAccount[] {
  const accounts = new Map<string, OpenAccount>();
  for (const stored of log) {
    const account = accounts.get(stored.stream) ?? { paths: [], milestones: [] };
    accounts.set(stored.stream, account);
    addTo(account, stored);
  }
  return [...accounts.values()];
}

export function reportOn(log: readonly StoredEvent[], question: Question): Report {
  const reckoning = new Reckoning(question, (_, [from, to]) => workingTimeBetween(calendar, from, to));
  for (const account of accountsIn(log)) reckoning.add(account);
  return reckoning.report();
}

/** Numbers by id: `[numerator, denominator]`. */
export function talliesOf({ flows, figures }: Report): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(
    [...flows, ...figures].map(({ definition, numerator, denominator }) => [
      definition.id,
      [numerator, denominator],
    ]),
  );
}

/** Read models in memory that hold these batches. */
export async function viewsOf(batches: readonly (readonly StoredEvent[])[]): Promise<ViewsFile> {
  const views = await ViewsFile.inMemory([metricsProjection()]);
  for (const batch of batches) if (batch.length > 0) await views.fold(batch);
  return views;
}

/** The queries ask a `ReadStore` for its `db` and nothing else. */
export function asStore(views: ViewsFile): ReadStore {
  return views as unknown as ReadStore;
}
