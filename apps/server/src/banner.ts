import type { Bilingual } from '#kernel';

/** The first lines of a service that has just started. */
export function welcome(url: string): readonly Bilingual[] {
  return [
    { zh: `Gridcase 已启动：${url}`, en: `Gridcase is up: ${url}` },
    { zh: `接口文档与试用：${url}/api`, en: `the API, to read and to try: ${url}/api` },
  ];
}
