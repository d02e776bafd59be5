import type { Sealed } from '#kernel';
import { closeBox, openBox } from './box.js';
import { KeyMissing } from './key-store.errors.js';
import type { DataKey, KeyLookup, KeyStore } from './key-store.js';

/** Personal data on its way into a box; plain JSON. */
export interface Unsealed<Content = unknown> {
  readonly subject: string;
  readonly content: Content;
}

type AllSealed<Items extends readonly Unsealed[]> = { [I in keyof Items]: Sealed<Items[I]['content']> };
type ContentOf<Box> = Box extends Sealed<infer Content> ? Content : never;
type AllOpened<Boxes extends readonly Sealed[]> = { [I in keyof Boxes]: ContentOf<Boxes[I]> | undefined };

/** Closes personal data under its subject's key before it enters an event, and opens it again for those who may read. */
export class Vault {
  constructor(private readonly keys: KeyStore) {}

  /** @throws SubjectErased, KeyStoreUnavailable */
  async seal<Content>(subject: string, content: Content): Promise<Sealed<Content>> {
    const [sealed] = await this.sealAll([{ subject, content }]);
    return sealed;
  }

  /** All boxes of one command: the keys that are missing are made in one write. @throws SubjectErased, KeyStoreUnavailable */
  async sealAll<Items extends readonly Unsealed[]>(items: readonly [...Items]): Promise<AllSealed<Items>> {
    const keys = await this.keys.keysFor(items.map((item) => item.subject));
    return items.map((item, index) => sealed(keys[index], item)) as AllSealed<Items>;
  }

  /** Makes the keys that will be needed soon, in one write with those needed now. @throws SubjectErased, KeyStoreUnavailable */
  async prepare(subjects: readonly string[]): Promise<void> {
    await this.keys.keysFor(subjects);
  }

  /** `undefined` when the subject was erased. @throws BoxBroken, KeyMissing, KeyStoreUnavailable */
  async open<Content>(box: Sealed<Content>): Promise<Content | undefined> {
    const [key] = await this.keys.find([box.subject]);
    return opened(key, box);
  }

  /** Many boxes with one look at the key store, each as `open` does. */
  async openAll<Boxes extends readonly Sealed[]>(boxes: readonly [...Boxes]): Promise<AllOpened<Boxes>> {
    const keys = await this.keys.find(boxes.map((box) => box.subject));
    return boxes.map((box, index) => opened(keys[index], box)) as AllOpened<Boxes>;
  }

  /** After it resolves nobody can open what was sealed for the subject. @throws KeyStoreUnavailable */
  destroy(subject: string): Promise<void> {
    return this.keys.destroy(subject);
  }

  /** Drops a key from this process's memory when another one destroyed it. */
  forget(subject: string): void {
    this.keys.forget(subject);
  }
}

function sealed(key: DataKey | undefined, { subject, content }: Unsealed): Sealed {
  const json = JSON.stringify(content) as string | undefined;
  if (json === undefined) throw new TypeError(`there is nothing to seal for ${subject}`);
  if (key === undefined) throw new KeyMissing(subject);
  return { subject, box: closeBox(key, subject, json).toString('base64url') };
}

function opened<Content>(key: KeyLookup, { subject, box }: Sealed<Content>): Content | undefined {
  if (key === 'destroyed') return undefined;
  if (key === undefined) throw new KeyMissing(subject);
  return JSON.parse(openBox(key, subject, Buffer.from(box, 'base64url')).toString()) as Content;
}
