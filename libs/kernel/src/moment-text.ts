const SECOND_MS = 1000;
const THOUSANDTHS = Array.from({ length: SECOND_MS }, (_, part) => `${String(part).padStart(3, '0')}Z`);

/** Seconds written lately, each in the place that its number has in these bits: now, and the dates that many cases share. */
const PLACES = 0xff;
const seconds = new Float64Array(PLACES + 1).fill(Number.NaN);
const texts: string[] = Array.from({ length: PLACES + 1 }, () => '');

/** A moment as `Date` writes it in ISO 8601, and without its work where the second was written before. @throws RangeError */
export function momentText(at: number): string {
  const moment = Math.trunc(at);
  const second = Math.floor(moment / SECOND_MS);
  const place = second & PLACES;
  if (seconds[place] !== second) {
    texts[place] = new Date(second * SECOND_MS).toISOString().slice(0, -'000Z'.length);
    seconds[place] = second;
  }
  return `${texts[place]}${THOUSANDTHS[moment - second * SECOND_MS]}`;
}
