import type { Bilingual } from '#kernel';

/** The service cannot start with this environment. The message names the variable. */
export class SettingRefused extends Error {
  constructor(
    /** Name of the environment variable. */
    readonly setting: string,
    readonly sentence: Bilingual,
  ) {
    super(`${setting}：${sentence.zh} · ${setting}: ${sentence.en}`);
    this.name = 'SettingRefused';
  }
}
