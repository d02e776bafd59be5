const SECOND_MS = 1000;
const THOUSANDTHS = Array.from({ length: SECOND_MS }, (_, part) => `${String(part).padStart(3, '0')}Z`);

let second = Number.NaN;
let textOfSecond = '';

/** A moment in whole milliseconds as `Date` writes it in ISO 8601; those of one second share most of the work. @throws RangeError */
export function momentText(at: number): string {
  const started = Math.floor(at / SECOND_MS);
  if (started !== second) {
    textOfSecond = new Date(started * SECOND_MS).toISOString().slice(0, -'000Z'.length);
    second = started;
  }
  return `${textOfSecond}${THOUSANDTHS[at - started * SECOND_MS]}`;
}
