import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';
import { BoxBroken } from './key-store.errors.js';

/** Stored as the first byte of every box: the layout and cipher that follow. Never reused for another layout. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;
const CIPHER = 'aes-256-gcm';
const TAG = { authTagLength: TAG_BYTES };

/** Random bytes are drawn for many boxes at once: asking the system for each costs half as much as the sealing itself. */
const nonces = Buffer.allocUnsafeSlow(NONCE_BYTES * 1024);
let nextNonce = nonces.length;

/** AES-256-GCM under a fresh random nonce, bound to its subject: version | nonce | ciphertext | tag. */
export function closeBox(key: KeyObject, subject: string, content: string | Buffer): Buffer {
  const nonce = drawNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, TAG).setAAD(Buffer.from(subject));
  const text = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
  cipher.final();
  const box = Buffer.allocUnsafe(HEAD_BYTES + text.length + TAG_BYTES);
  box[0] = VERSION;
  nonce.copy(box, 1);
  text.copy(box, HEAD_BYTES);
  cipher.getAuthTag().copy(box, HEAD_BYTES + text.length);
  return box;
}

/** @throws BoxBroken when one bit is not as it was closed, or the subject or the key is another. */
export function openBox(
  key: KeyObject,
  subject: string,
  box: Buffer,
  what: BoxBroken['what'] = 'content',
): Buffer {
  const end = box.length - TAG_BYTES;
  if (box[0] !== VERSION || end < HEAD_BYTES) throw new BoxBroken(subject, what);
  const decipher = createDecipheriv(CIPHER, key, box.subarray(1, HEAD_BYTES), TAG)
    .setAAD(Buffer.from(subject))
    .setAuthTag(box.subarray(end));
  const content = decipher.update(box.subarray(HEAD_BYTES, end));
  try {
    decipher.final();
  } catch {
    throw new BoxBroken(subject, what);
  }
  return content;
}

function drawNonce(): Buffer {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces);
    nextNonce = 0;
  }
  return nonces.subarray(nextNonce, (nextNonce += NONCE_BYTES));
}
