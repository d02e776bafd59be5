import type { KeyObject } from 'node:crypto';

/** The AES-256 key of one subject. It never prints itself: a `KeyObject` shows no bytes in a log. */
export type DataKey = KeyObject;

/** `destroyed`: there was an erasure; `undefined`: nothing was ever sealed for this subject. */
export type KeyLookup = DataKey | 'destroyed' | undefined;

/**
 * One data key per subject (`case:<uuid>`, `reporter:<uuid>`, `person:<uuid>`), made when it is first needed and destroyed
 * for good. A subject is an opaque id, never personal data: it stays behind as a tombstone.
 */
export abstract class KeyStore {
  /**
   * The subjects' keys in the order asked for, made where there is none. Resolves once they are durable, so that nothing
   * sealed can outlive its key. Ask for all keys of one command in one call: they then share one write.
   * @throws SubjectErased, KeyStoreUnavailable
   */
  abstract keysFor(subjects: readonly string[]): Promise<readonly DataKey[]>;
  /** The subjects' keys in the order asked for; makes none. @throws KeyStoreUnavailable */
  abstract find(subjects: readonly string[]): Promise<readonly KeyLookup[]>;
  /**
   * Makes everything sealed for the subject unreadable and the subject unusable for ever, also one without a key. Resolves
   * once nothing of the key is left in the store's files. Again: makes sure of it again.
   * @throws KeyStoreUnavailable
   */
  abstract destroy(subject: string): Promise<void>;
  /** Drops what is remembered of the subject's key in memory, for one who hears of a destruction elsewhere. */
  abstract forget(subject: string): void;
  /** Finishes what was asked for, then lets go of the files. */
  abstract close(): Promise<void>;
}
