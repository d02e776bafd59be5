import { readFileSync } from 'node:fs';
import type { CatalogueContent, Limit, ServiceType, StagedLimit, StageLimits } from '#kernel';

/** What a new deployment begins with; every figure in it is an example. */
export const starterCatalogue: CatalogueContent = json<CatalogueContent>('starter.json');

interface Watchable extends Omit<CatalogueContent, 'types'> {
  /** Seconds, by service type: the slow ones, so that not all are late at once. */
  readonly handle: Readonly<Record<string, number>>;
  /** Seconds, by service type and step. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The starter's own matters with limits in seconds, for a person who watches. */
export const demoCatalogue: CatalogueContent = demo(json<Watchable>('demo.json'));

function demo({ handle, steps, ...rules }: Watchable): CatalogueContent {
  const types = starterCatalogue.types.map((type): ServiceType => ({
    ...type,
    limits: slow(handle[type.code]),
    steps: type.steps.map((step) => inSeconds(step, steps[type.code]?.[step.code])),
  }));
  return { ...rules, types };
}

function slow(amount: number | undefined): StageLimits {
  if (amount === undefined) return {};
  return { handle: { limit: { unit: 'elapsed-seconds', amount }, ladder: 'demo' } };
}

function inSeconds({ code, name }: StagedLimit, amount = 60): StagedLimit {
  const limit: Limit = { unit: 'elapsed-seconds', amount };
  return { code, name, limit, ladder: 'demo' };
}

function json<Content>(file: string): Content {
  return JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')) as Content;
}
