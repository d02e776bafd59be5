import { readFileSync } from 'node:fs';
import { publicationsIn, type Publication } from '#catalogue';
import type { Settings } from '#config';
import { logOf } from './data-folder.js';
import { EXIT } from './exit-code.js';
import { Failure } from './failure.js';

/** @throws Failure when there is no such file, or it is not JSON */
export function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Failure(EXIT.foundWrong, {
        en: `${file} is not JSON: ${error.message}`,
        zh: `${file} 不是 JSON：${error.message}`,
      });
    throw new Failure(EXIT.notFound, { en: `${file} cannot be read.`, zh: `无法读取 ${file}。` });
  }
}

/** Every version in the log, beside a running service. @throws CannotOpen */
export async function publicationsOf(settings: Settings): Promise<readonly Publication[]> {
  const log = logOf(settings);
  try {
    return await publicationsIn(log);
  } finally {
    await log.close();
  }
}

/** This version, or the one in force. @throws Failure when there is none */
export async function publicationIn(settings: Settings, version?: number): Promise<Publication> {
  const published = await publicationsOf(settings);
  const found = version === undefined ? published.at(-1) : published[version - 1];
  if (found) return found;
  throw new Failure(EXIT.notFound, {
    en: version === undefined ? 'No catalogue has been published here.' : `There is no version ${version}.`,
    zh: version === undefined ? '此处尚未发布事项目录。' : `没有第 ${version} 版。`,
  });
}
