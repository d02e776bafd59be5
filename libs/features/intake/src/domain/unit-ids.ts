/** Longest part of an id that one name makes; with a prefix, a ward and a precinct it stays within the 64 of a unit id. */
const LONGEST = 40;

/**
 * A name as part of a unit id: `Allston / Brighton` → `allston-brighton`. Names that lose letters or length on the way get
 * a digest of the whole, so that two names never share an id by being cut. Stored for ever.
 */
export function idPartOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const lossless = plain.length <= LONGEST && !/[^\x20-\x7e]/.test(name);
  return lossless && plain !== ''
    ? plain
    : `${plain.slice(0, LONGEST - 8)}-${digest(name)}`.replace(/^-/, '');
}

/** FNV-1a over UTF-16 units, 32 bits, base 36: no secret, only a short name for a long one. */
function digest(name: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    state = Math.imul(state ^ name.charCodeAt(index), 0x01000193);
  }
  return (state >>> 0).toString(36).padStart(7, '0');
}
