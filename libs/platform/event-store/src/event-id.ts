import { hash } from 'node:crypto';
import type { StreamName } from './event-store.js';

/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID of any version, in lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Room for the sixteen bytes of a namespace and most names after it: one buffer for all, since nothing here waits. */
const room = Buffer.alloc(16 + 256);
/** The namespace that stands in the room; a command's events share theirs. */
let atHand = '';

/** A UUID that the same name in the same namespace has everywhere (RFC 9562, version 5). @throws TypeError */
export function uuidV5(name: string, namespace: string): string {
  if (namespace !== atHand) {
    if (!isUuid(namespace) && !isUuid(namespace.toLowerCase()))
      throw new TypeError(`${namespace} is not a UUID`);
    room.write(namespace.replaceAll('-', ''), 'hex');
    atHand = namespace;
  }
  const isShort = name.length * MOST_BYTES <= room.length - 16;
  const bytes = isShort
    ? room.subarray(0, 16 + room.write(name, 16))
    : Buffer.concat([room.subarray(0, 16), Buffer.from(name)]);
  const digest = hash('sha1', bytes);
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** Id of a command's event: the same command again makes the same ids, so the log knows it. Stored for ever. */
export function eventIdOf(commandId: string, index: number): string {
  return uuidV5(String(index), commandId);
}

/** Name of the stream of one thing; the category is without a dash. Stored for ever. @throws TypeError */
export function streamName(category: string, id: string): StreamName {
  const name = `${category}-${id}`;
  if (!category || category.includes('-') || !id || name.includes('\0') || !name.isWellFormed())
    throw new TypeError(`${JSON.stringify(name)} does not name a stream`);
  return name as StreamName;
}
