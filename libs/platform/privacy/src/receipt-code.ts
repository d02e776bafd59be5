import { hash } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that a code survives handwriting and the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 10;

/** XXXX-XXXX-XXXX-XXXX from the first 80 bits. */
export function formatReceiptCode(bits: Buffer): string {
  let number = BigInt(`0x${bits.toString('hex', 0, CODE_BYTES)}`);
  let code = '';
  for (let place = 0; place < 16; place += 1, number >>= 5n) {
    code = ALPHABET.charAt(Number(number & 31n)) + (place > 0 && place % 4 === 0 ? '-' : '') + code;
  }
  return code;
}

/** SHA-256, hex, of the code as meant: what a look-up table may hold. Any text has a hash; a mistyped code just finds nothing. */
export function receiptHashOf(code: string): string {
  // Chinese keyboards type full-width letters and dashes; NFKC makes them plain.
  const plain = code.normalize('NFKC').toUpperCase();
  const meant = plain
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return hash('sha256', meant, 'hex');
}
