import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What the master key is used for. Stored for ever by its effects: a changed label makes old data unreadable. */
export type Purpose = 'wrap data keys' | 'check the master key' | 'fingerprint' | 'receipt code';

/** A key of its own per purpose (HKDF-SHA-256), so that no use of the master key weakens another. */
export function subkeyOf(masterKey: KeyObject, purpose: Purpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `gridcase ${purpose}`, 32)));
}
