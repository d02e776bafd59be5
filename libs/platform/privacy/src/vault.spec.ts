import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sealed } from '#kernel';
import { InMemoryKeyStore } from './in-memory.key-store.js';
import { BoxBroken, KeyMissing, SubjectErased } from './key-store.errors.js';
import { Vault } from './vault.js';

const contact = { name: '陈淑芬', phone: '13800138000' };
let vault: Vault;
beforeEach(() => {
  vault = new Vault(new InMemoryKeyStore());
});

describe('sealing and opening', () => {
  it('gives back any JSON as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue(), async (subject, content) => {
        const sealed = await vault.seal(subject, content);
        expect(await vault.open(sealed)).toEqual(JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it('shows nothing of the content, and the same content never twice alike', async () => {
    const [one, two] = await vault.sealAll([
      { subject: 'reporter:a', content: contact },
      { subject: 'reporter:a', content: contact },
    ]);
    expect(one.box).not.toBe(two.box);
    expect(Buffer.from(one.box, 'base64url').includes('13800138000')).toBe(false);
    expect(one.box).toMatch(/^[\w-]+$/);
  });

  it('keeps the order and the types of many', async () => {
    const [text, person] = await vault.sealAll([
      { subject: 'case:a', content: '楼道灯坏了' },
      { subject: 'reporter:a', content: contact },
    ]);
    const [openPerson, openText] = await vault.openAll([person, text]);
    expect([openPerson?.name, openText?.length]).toEqual(['陈淑芬', 5]);
    expect(await vault.sealAll([])).toEqual([]);
    expect(await vault.openAll([])).toEqual([]);
  });

  it('survives JSON, as events do', async () => {
    const sealed = await vault.seal('reporter:a', contact);
    expect(await vault.open(JSON.parse(JSON.stringify(sealed)) as typeof sealed)).toEqual(contact);
  });

  it('refuses to seal nothing', async () => {
    await expect(vault.seal('case:a', undefined)).rejects.toThrow(TypeError);
  });
});

describe('opening what is not as it was sealed', () => {
  it('finds every changed bit and every cut', async () => {
    const { subject, box } = await vault.seal('case:a', { text: 'no light' });
    const bytes = Buffer.from(box, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await expect(vault.open(boxOf(subject, changed))).rejects.toThrow(BoxBroken);
    }
    for (let length = 0; length < bytes.length; length += 1) {
      await expect(vault.open(boxOf(subject, bytes.subarray(0, length)))).rejects.toThrow(BoxBroken);
    }
  });

  it('finds a box put under another subject', async () => {
    const { box } = await vault.seal('case:a', 'no light');
    await vault.seal('case:b', 'no water');
    await expect(vault.open({ subject: 'case:b', box })).rejects.toEqual(new BoxBroken('case:b'));
  });

  it('tells a lost key from a destroyed one', async () => {
    const sealed = await vault.seal('case:a', 'no light');
    const elsewhere = new Vault(new InMemoryKeyStore());
    await expect(elsewhere.open(sealed)).rejects.toEqual(new KeyMissing('case:a'));
  });
});

describe('destroying a subject', () => {
  it('makes its boxes unreadable and leaves those of others', async () => {
    const [gone, kept] = await vault.sealAll([
      { subject: 'reporter:a', content: contact },
      { subject: 'case:a', content: 'no light' },
    ]);
    await vault.destroy('reporter:a');
    expect(await vault.open(gone)).toBeUndefined();
    expect(await vault.openAll([gone, kept, gone])).toEqual([undefined, 'no light', undefined]);
  });

  it('lets nothing be sealed for it again, and says so in both languages', async () => {
    await vault.destroy('reporter:a');
    const refused: unknown = await vault.seal('reporter:a', contact).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SubjectErased);
    expect(refused).toMatchObject({ code: 'subject-erased', kind: 'conflict', subject: 'reporter:a' });
    expect((refused as SubjectErased).sentence.zh).toMatch(/清除/);
    await vault.destroy('reporter:a');
    await expect(vault.seal('reporter:a', contact)).rejects.toThrow(SubjectErased);
  });
});

function boxOf(subject: string, bytes: Buffer): Sealed {
  return { subject, box: bytes.toString('base64url') };
}
