import { createSecretKey } from 'node:crypto';
import { expect, describe, it } from '@jest/globals';
import { closeBox, openBox } from './box.js';

const key = createSecretKey(Buffer.alloc(32, 7));

describe('opening a stored box', () => {
  it('reads version 1, as another program wrote it by the book', () => {
    const box = 'AQABAgMEBQYHCAkKC2OjnRVlfftzVVRAIAvZ_x1gk1MTl4bNtzSzK8s0iJDBzQgTRG4X2zZDzg';
    const content = openBox(key, 'case:sample', Buffer.from(box, 'base64url'));
    expect(content.toString()).toBe('{"text":"楼道灯坏了"}');
  });
});

describe('closing a box', () => {
  it('never uses a nonce twice', () => {
    const nonces = Array.from({ length: 5000 }, () => closeBox(key, 'case:a', '').toString('hex', 1, 13));
    expect(new Set(nonces).size).toBe(5000);
  });
});
