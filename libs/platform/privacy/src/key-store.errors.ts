import { Rejection } from '#kernel';

/** Nothing can be sealed for a subject whose key was destroyed. */
export class SubjectErased extends Rejection<'subject-erased'> {
  constructor(readonly subject: string) {
    super(
      'subject-erased',
      'conflict',
      {
        en: 'The personal data of this subject was erased; nothing more can be recorded about it.',
        zh: '该对象的个人信息已被清除,不能再记录与其有关的内容。',
      },
      [],
      { subject },
    );
    this.name = 'SubjectErased';
  }
}

/** No key could be read or made durable; nothing was sealed, and it may work later. The cause is the driver's error. */
export class KeyStoreUnavailable extends Error {
  override readonly name = 'KeyStoreUnavailable';
}

/** A box was changed, cut short, or belongs to another subject; or the stored key itself was changed. */
export class BoxBroken extends Error {
  constructor(
    readonly subject: string,
    readonly what: 'content' | 'data key' = 'content',
  ) {
    super(`the sealed ${what} of ${subject} does not open: it was changed, or belongs to another subject`);
    this.name = 'BoxBroken';
  }
}

/** There is sealed content but neither a key nor a tombstone: the key store is older than the log, or another one. */
export class KeyMissing extends Error {
  constructor(readonly subject: string) {
    super(`there is no key for ${subject}, and none was destroyed: is the key store older than the log?`);
    this.name = 'KeyMissing';
  }
}
