import { isIP } from 'node:net';
import type { Bilingual } from '#kernel';
import { DEMO_PASSWORD, demoAccounts } from '#units';

export interface Started {
  readonly url: string;
  /** The data holds the demo county. */
  readonly isDemo: boolean;
}

/** The first lines of a service that has just started. */
export function welcome({ url, isDemo }: Started): readonly Bilingual[] {
  return [
    { zh: `Gridcase 已启动：${url}`, en: `Gridcase is up: ${url}` },
    { zh: `接口文档与试用：${url}/api`, en: `the API, to read and to try: ${url}/api` },
    ...(isDemo ? demo(url) : []),
    { zh: '按 Ctrl-C 停止', en: 'Ctrl-C stops it' },
  ];
}

function demo(url: string): readonly Bilingual[] {
  return [
    ...(isLocal(url) ? [] : [openToAll]),
    {
      zh: `演示账号，密码均为 ${DEMO_PASSWORD}`,
      en: `demo accounts, all with the password ${DEMO_PASSWORD}:`,
    },
    ...demoAccounts().map(({ signIn, role, unit }) => ({
      zh: `  ${signIn.padEnd(12)} ${role.zh}，${unit.zh}`,
      en: `${role.en}, ${unit.en}`,
    })),
    { zh: '试一试', en: `try this next:\n  ${signInAt(url)}` },
  ];
}

const openToAll: Bilingual = {
  zh: '注意：演示账号的密码人人皆知，而服务对网络开放；正式使用请清空数据并设 GRIDCASE_DEMO=no',
  en: 'careful: everybody knows the password of the demo accounts, and the service is open to the network; for real use start on an empty folder with GRIDCASE_DEMO=no',
};

function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

function signInAt(url: string): string {
  const body = JSON.stringify({ signIn: 'grid1', password: DEMO_PASSWORD });
  return `curl -s ${url}/api/sessions -H 'content-type: application/json' -d '${body}'`;
}
