/** Names under which a secret or something personal lies; the last row must match whole. */
const sensitive = new RegExp(
  [
    'authorization|cookie|passw|passphrase|token|secret|master.?key|private.?key|receipt',
    'contact|phone|mobile|e-?mail|address|id.?card|identity|narrative',
    '^(?:text|reply|account|note|body|display.?name)$',
  ].join('|'),
  'i',
);

/**
 * A line of the log (JSON) without the values that lie under a sensitive name, however deep. It sees the line as it is
 * written, so that no serializer, binding or error can carry a value past it.
 */
export function redacted(line: string): string {
  let found = false;
  const fields: unknown = JSON.parse(line, (name, value: unknown) => {
    if (value === null || !sensitive.test(name)) return value;
    found = true;
    return '[redacted]';
  });
  return found ? `${JSON.stringify(fields)}\n` : line;
}
