import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SubjectErased } from './key-store.errors.js';
import type { DataKey, KeyLookup, KeyStore } from './key-store.js';

/** What every key store does; `open` gives an empty one each time. */
export function describeKeyStore(adapter: string, open: () => KeyStore): void {
  describe(`keeping keys in ${adapter}`, () => {
    let store: KeyStore;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    it('makes one key per subject and gives the same one from then on', async () => {
      const [a, b, again] = await store.keysFor(['case:a', 'reporter:b', 'case:a']);
      const [later] = await store.keysFor(['case:a']);
      expect(bytesOf(a)).toHaveLength(64);
      expect([bytesOf(again), bytesOf(later)]).toEqual([bytesOf(a), bytesOf(a)]);
      expect(bytesOf(b)).not.toBe(bytesOf(a));
    });

    it('gives all who ask at once the same key', async () => {
      const asked = await Promise.all(Array.from({ length: 50 }, () => store.keysFor(['case:a'])));
      expect(new Set(asked.map(([key]) => bytesOf(key))).size).toBe(1);
    });

    it('makes many keys at once', async () => {
      const subjects = Array.from({ length: 1000 }, (_, index) => `case:${index}`);
      const keys = await store.keysFor(subjects);
      expect(new Set(keys.map(bytesOf)).size).toBe(1000);
      expect((await store.find(subjects)).map(bytesOf)).toEqual(keys.map(bytesOf));
    });

    it('gives no keys to nobody', async () => {
      expect(await store.keysFor([])).toEqual([]);
      expect(await store.find([])).toEqual([]);
    });

    it('finds a key but makes none', async () => {
      const [key] = await store.keysFor(['case:a']);
      const [unknown, found, still] = await store.find(['case:b', 'case:a', 'case:b']);
      expect([unknown, bytesOf(found), still]).toEqual([undefined, bytesOf(key), undefined]);
    });

    it('finds a tombstone where a key was destroyed, and makes no key there again', async () => {
      await store.keysFor(['case:a', 'case:b']);
      await store.destroy('case:a');
      const [a, b] = await store.find(['case:a', 'case:b']);
      expect([a, typeof b]).toEqual(['destroyed', 'object']);
      await expect(store.keysFor(['case:b', 'case:a'])).rejects.toEqual(new SubjectErased('case:a'));
    });

    it('destroys again, and destroys what it never knew', async () => {
      await store.destroy('case:a');
      await store.destroy('case:a');
      expect(await store.find(['case:a'])).toEqual(['destroyed']);
      await expect(store.keysFor(['case:a'])).rejects.toThrow(SubjectErased);
    });

    it('lets no key live that was asked for while its subject was being destroyed', async () => {
      const asked = store.keysFor(['case:a']).catch((error: unknown) => error);
      await store.destroy('case:a');
      await asked;
      expect(await store.find(['case:a'])).toEqual(['destroyed']);
      await expect(store.keysFor(['case:a'])).rejects.toThrow(SubjectErased);
    });

    it('finds a forgotten key again', async () => {
      const [key] = await store.keysFor(['case:a']);
      store.forget('case:a');
      const [found] = await store.find(['case:a']);
      expect(bytesOf(found)).toBe(bytesOf(key));
    });
  });
}

function bytesOf(key: KeyLookup | DataKey): string {
  return typeof key === 'object' ? key.export().toString('hex') : 'no key';
}
