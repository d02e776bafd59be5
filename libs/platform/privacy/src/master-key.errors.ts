import type { Bilingual } from '#kernel';

const SENTENCES = {
  missing: {
    en: 'holds data keys, but the master key that wraps them is missing. Put it back (GRIDCASE_MASTER_KEY, or the file named by GRIDCASE_MASTER_KEY_FILE); a new one would open nothing.',
    zh: '中已有数据密钥,但找不到用来解开它们的主密钥。请放回原主密钥(环境变量 GRIDCASE_MASTER_KEY,或 GRIDCASE_MASTER_KEY_FILE 所指的文件);新建的主密钥无法解开任何内容。',
  },
  malformed: {
    en: 'is not a master key: it must be 32 bytes in base64 (44 characters).',
    zh: '不是主密钥:应为 32 字节的 base64 文本(44 个字符)。',
  },
  wrong: {
    en: 'was made with another master key. Start with the one it was made with (GRIDCASE_MASTER_KEY, or the file named by GRIDCASE_MASTER_KEY_FILE).',
    zh: '是用另一把主密钥建立的。请用原来的主密钥启动(环境变量 GRIDCASE_MASTER_KEY,或 GRIDCASE_MASTER_KEY_FILE 所指的文件)。',
  },
} as const;

/** The service cannot start with this master key. The message names the place, never the key. */
export class MasterKeyRefused extends Error {
  readonly sentence: Bilingual;

  constructor(
    readonly reason: keyof typeof SENTENCES,
    /** A file, or the name of an environment variable. */
    readonly place: string,
  ) {
    const { en, zh } = SENTENCES[reason];
    super(`${place} ${en}`);
    this.name = 'MasterKeyRefused';
    this.sentence = { en: this.message, zh: `${place} ${zh}` };
  }
}
