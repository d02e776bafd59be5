import type { Principal } from '#event-store';
import type { Directory } from '#identity';
import type { Position } from '#kernel';

/** The positions of whoever asks; the engine's own actors have none. */
export async function positionsOf(by: Principal, directory: Directory): Promise<readonly Position[]> {
  return by.kind === 'person' ? directory.positionsOf(by.id) : [];
}
