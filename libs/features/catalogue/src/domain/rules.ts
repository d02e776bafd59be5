import type { Ladder, RuleBook, Rules } from '#kernel';
import type { PublishedCatalogue } from './catalogue.events.js';

/** A published version, to decide by. */
export function rulesOf({ version, hash, content }: PublishedCatalogue): Rules {
  const { policy, limits } = content;
  const types = new Map(content.types.map((type) => [type.code, type]));
  const ladders = new Map<string | undefined, Ladder>(Object.entries(content.ladders));
  return {
    version,
    hash,
    policy,
    types,
    limitOf: (serviceType, stage) => types.get(serviceType)?.limits[stage] ?? limits[stage],
    ladder: (code) => ladders.get(code) ?? [],
  };
}

/** All versions as a book; undefined while there is none. A content that came back is known by its latest version. */
export function bookOf(published: readonly PublishedCatalogue[]): RuleBook | undefined {
  const byHash = new Map(published.map((one) => [one.hash, rulesOf(one)]));
  const current = byHash.get(published.at(-1)?.hash ?? '');
  return current && { current, at: (hash) => byHash.get(hash) };
}
