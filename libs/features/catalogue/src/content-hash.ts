import { createHash } from 'node:crypto';
import { canonicalJson, type CatalogueContent } from '#kernel';
import type { PublishedCatalogue } from './domain/catalogue.events.js';

/** SHA-256 of the content's canonical JSON, hexadecimal: what a case pins its rules by. */
export function contentHashOf(content: CatalogueContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** A content as if it had been published: for specs, and to try what it would change. */
export function versionOf(content: CatalogueContent, version = 1): PublishedCatalogue {
  return { version, hash: contentHashOf(content), content };
}
