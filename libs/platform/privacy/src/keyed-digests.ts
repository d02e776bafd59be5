import { createHmac, type KeyObject } from 'node:crypto';
import { canonicalJson } from '#kernel';
import { formatReceiptCode } from './receipt-code.js';
import { subkeyOf } from './subkey.js';

const FINGERPRINT_BYTES = 16;

/** Digests that only the holder of the master key can make, and that are the same after a restart. */
export class KeyedDigests {
  private readonly fingerprints: KeyObject;
  private readonly receipts: KeyObject;

  constructor(masterKey: KeyObject) {
    this.fingerprints = subkeyOf(masterKey, 'fingerprint');
    this.receipts = subkeyOf(masterKey, 'receipt code');
  }

  /**
   * Tells equal JSON from different JSON without giving it away: HMAC-SHA-256 over canonical JSON (RFC 8785), 128 bits,
   * base64url. @throws TypeError for what is not JSON
   */
  fingerprint(value: unknown): string {
    return hmac(this.fingerprints, canonicalJson(value)).subarray(0, FINGERPRINT_BYTES).toString('base64url');
  }

  /** The resident's way to his case without an account: 80 bits in Crockford's base32, derived and never stored. */
  receiptCodeOf(caseId: string): string {
    return formatReceiptCode(hmac(this.receipts, caseId));
  }
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
