import { StreamNotFound, type EventStore, type StoredEvent } from '#event-store';
import type { Actor } from '#kernel';
import type { PublishedCatalogue } from '../domain/catalogue.events.js';
import { CATALOGUE, catalogueCodec } from '../streams.js';

/** A version with the day and the hand it comes from. */
export interface Publication extends PublishedCatalogue {
  /** ISO 8601, the log's clock. */
  readonly publishedAt: string;
  readonly by: Actor;
}

/** Every version there was, the oldest first, from the log itself. */
export async function publicationsIn(store: EventStore): Promise<readonly Publication[]> {
  return (await storedIn(store)).map((stored) => ({
    ...catalogueCodec.decode(stored).data,
    publishedAt: stored.recordedAt,
    by: stored.actor,
  }));
}

async function storedIn(store: EventStore): Promise<readonly StoredEvent[]> {
  try {
    return await store.readStream(CATALOGUE);
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  }
}
