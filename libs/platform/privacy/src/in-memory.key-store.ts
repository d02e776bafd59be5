import { createSecretKey, randomBytes } from 'node:crypto';
import { SubjectErased } from './key-store.errors.js';
import { KeyStore, type DataKey, type KeyLookup } from './key-store.js';

/** Keys that live as long as the process; for specs and journeys. */
export class InMemoryKeyStore extends KeyStore {
  private readonly keys = new Map<string, DataKey | 'destroyed'>();

  async keysFor(subjects: readonly string[]): Promise<readonly DataKey[]> {
    return subjects.map((subject) => {
      const key = this.keys.get(subject) ?? createSecretKey(randomBytes(32));
      if (key === 'destroyed') throw new SubjectErased(subject);
      this.keys.set(subject, key);
      return key;
    });
  }

  find(subjects: readonly string[]): Promise<readonly KeyLookup[]> {
    return Promise.resolve(subjects.map((subject) => this.keys.get(subject)));
  }

  destroy(subject: string): Promise<void> {
    this.keys.set(subject, 'destroyed');
    return Promise.resolve();
  }

  forget(): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}
