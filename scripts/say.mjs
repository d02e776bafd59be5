/** One line for whoever watches, in both languages. */
export function say(zh, en) {
  console.log(`${zh} · ${en}`);
}

/** The last line: what is missing and what to do about it. */
export function stop(zh, en) {
  console.error(`✗ ${zh} · ${en}`);
  process.exit(1);
}
