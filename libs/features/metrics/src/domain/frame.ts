import {
  lastStay,
  type Deed,
  type DeedName,
  type Entry,
  type Episode,
  type Exit,
  type Path,
} from './episode.js';

/** What is asked about: a unit with all below it, and a time that has been cut to what was known. */
export interface Frame {
  readonly unit: string;
  /** Milliseconds since 1970: inclusive, exclusive. */
  readonly from: number;
  readonly to: number;
}

export function isOf({ unit }: Frame, path: Path): boolean {
  return path.includes(unit);
}

export function isIn({ from, to }: Frame, at: number): boolean {
  return at >= from && at < to;
}

export function deedsIn({ deeds }: Episode, frame: Frame, name: DeedName): readonly Deed[] {
  return deeds.filter((deed) => deed.name === name && isIn(frame, deed.at) && isOf(frame, deed.path));
}

/** How often the episode came to the unit in this way; from one unit below it to another is no coming. */
export function entries({ stays }: Episode, frame: Frame, entry: Entry): number {
  return stays.filter((stay, index) => {
    const before = stays[index - 1];
    const within = entry === 'handed' && before !== undefined && isOf(frame, before.path);
    return stay.entry === entry && isIn(frame, stay.from) && isOf(frame, stay.path) && !within;
  }).length;
}

export function exits({ stays }: Episode, frame: Frame, exit: Exit): number {
  return stays.filter((stay, index) => {
    const next = stays[index + 1];
    const within = exit === 'handed' && next !== undefined && isOf(frame, next.path);
    return stay.exit === exit && isIn(frame, stay.until ?? frame.to) && isOf(frame, stay.path) && !within;
  }).length;
}

/** Open with the unit when the time began. */
export function isThereBefore({ stays }: Episode, frame: Frame): boolean {
  return stays.some(
    ({ from, until = frame.from, path }) => from < frame.from && until >= frame.from && isOf(frame, path),
  );
}

/** Open with the unit when the time ended: episodes are cut there, so that what has no end is open. */
export function isThereAfter({ stays }: Episode, frame: Frame): boolean {
  return stays.some(({ until, path }) => until === undefined && isOf(frame, path));
}

/** Answered for by the unit, or offered to it, at any moment of the time. */
export function isDealtWith({ stays, offers }: Episode, frame: Frame): boolean {
  return [...stays, ...offers].some(
    ({ from, until = frame.to, path }) => from < frame.to && until >= frame.from && isOf(frame, path),
  );
}

/** Its date of handling lies in the time, and no other end has made it void. */
export function isDue(episode: Episode, frame: Frame): boolean {
  const { path, exit = 'closed' } = lastStay(episode);
  const { due } = episode;
  return due !== undefined && exit === 'closed' && isIn(frame, due) && isOf(frame, path);
}

/** Due, but that its clock was stopped in time and stands still. */
export function isDeferred(episode: Episode, frame: Frame): boolean {
  const { due, standsSince } = episode;
  return isDue(episode, frame) && standsSince !== undefined && due !== undefined && standsSince <= due;
}

export function isClosed(episode: Episode): boolean {
  return lastStay(episode).exit === 'closed';
}
