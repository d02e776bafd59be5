import { readFileSync } from 'node:fs';
import type { CatalogueContent, Limit, ServiceType, StagedLimit, StageLimits } from '#kernel';

/** What a new deployment begins with; every figure in it is an example. */
export const starterCatalogue: CatalogueContent = json<CatalogueContent>('starter.json');

interface Watchable extends Omit<CatalogueContent, 'types'> {
  /** Seconds to handle, by service type, where they differ: so that not all are late at once. */
  readonly slow: Readonly<Record<string, number>>;
  /** Seconds, by service type and step. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The starter's own matters with limits in seconds, for a person who watches. */
export const demoCatalogue: CatalogueContent = demo(json<Watchable>('demo.json'));

function demo({ slow, steps, ...rules }: Watchable): CatalogueContent {
  const types = starterCatalogue.types.map((type): ServiceType => ({
    ...type,
    limits: handledWithin(slow[type.code]),
    steps: type.steps.map((step) => inSeconds(step, steps[type.code]?.[step.code])),
  }));
  return { ...rules, types };
}

function handledWithin(amount: number | undefined): StageLimits {
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
