import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Bilingual } from '#kernel';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One thing that whoever runs the service may set. */
export interface Setting<Value = unknown> {
  /** Environment variables, the first one that is set counts; an empty one counts as not set. */
  readonly names: readonly [string, ...string[]];
  /** What holds when nothing is set, as it would be written; absent where nothing is the default. */
  readonly fallback?: string;
  readonly about: Bilingual;
  /** What a value must be. */
  readonly expects: Bilingual;
  /** `undefined` for a value that is not what it must be. */
  readonly read: (text: string) => Value | undefined;
}

const folder = { en: 'a path', zh: '路径' };
const yesOrNo = { en: 'yes or no', zh: 'yes 或 no' };

/** All settings: the one list that the service reads and that the reference is made from. */
export const SETTINGS = {
  dataFolder: {
    names: ['GRIDCASE_DATA'],
    fallback: './data',
    about: { en: 'Folder of all databases and of the master key.', zh: '所有数据库和主密钥所在的目录。' },
    expects: folder,
    read: (text) => resolve(text),
  } satisfies Setting<string>,
  host: {
    names: ['GRIDCASE_HOST'],
    fallback: '127.0.0.1',
    about: {
      en: 'Address to listen on; 0.0.0.0 opens the service to the network.',
      zh: '监听地址；0.0.0.0 表示对网络开放。',
    },
    expects: { en: 'a host name or an address', zh: '主机名或地址' },
    read: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  } satisfies Setting<string>,
  port: {
    names: ['GRIDCASE_PORT', 'PORT'],
    fallback: '3000',
    about: { en: 'Port to listen on; 0 takes any free one.', zh: '监听端口；0 表示任取一个空闲端口。' },
    expects: { en: 'a whole number from 0 to 65535', zh: '0 到 65535 的整数' },
    read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  } satisfies Setting<number>,
  masterKey: {
    names: ['GRIDCASE_MASTER_KEY'],
    about: {
      en: 'The key that wraps all data keys, 32 bytes in base64; wins over the file.',
      zh: '包裹所有数据密钥的主密钥，32 字节 base64；优先于文件。',
    },
    expects: { en: '32 bytes in base64', zh: '32 字节 base64' },
    // The vault says what is wrong with a key; a message here would repeat it.
    read: (text) => text,
  } satisfies Setting<string>,
  masterKeyFile: {
    names: ['GRIDCASE_MASTER_KEY_FILE'],
    about: {
      en: 'File of the master key, made at the first start; without it master.key in the data folder.',
      zh: '主密钥文件，首次启动时生成；未设置时为数据目录下的 master.key。',
    },
    expects: folder,
    read: (text) => resolve(text),
  } satisfies Setting<string>,
  redisUrl: {
    names: ['GRIDCASE_REDIS_URL', 'REDIS_URL'],
    about: {
      en: 'Redis that keeps the alarms of deadlines (BullMQ); without it they are kept in the process. Losing it loses nothing.',
      zh: '保存期限闹钟的 Redis（BullMQ）；未设置时闹钟在进程内。丢失 Redis 不会丢失任何期限。',
    },
    expects: { en: 'redis://… or rediss://…', zh: 'redis://… 或 rediss://…' },
    read: (text) => (/^rediss?:\/\/[^\s]+$/.test(text) ? text : undefined),
  } satisfies Setting<string>,
  sweepSeconds: {
    names: ['GRIDCASE_SWEEP_SECONDS'],
    fallback: '5',
    about: {
      en: 'How often armed deadlines are looked through for one that no alarm rang for: the bound of every lateness.',
      zh: '巡检未响铃期限的间隔：任何延迟的上限。',
    },
    expects: { en: 'a number of seconds from 1 to 3600', zh: '1 到 3600 的秒数' },
    read: (text) =>
      /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3_600 ? Number(text) : undefined,
  } satisfies Setting<number>,
  privateWebhooks: {
    names: ['GRIDCASE_PRIVATE_WEBHOOKS'],
    fallback: 'no',
    about: {
      en: 'Let webhooks reach this machine and private networks, and plain http; no protects what only the inside may reach.',
      zh: '允许 Webhook 访问本机和内网地址以及 http；no 可保护只允许内部访问的服务。',
    },
    expects: yesOrNo,
    read: readYesOrNo,
  } satisfies Setting<boolean>,
  logLevel: {
    names: ['GRIDCASE_LOG_LEVEL'],
    fallback: 'info',
    about: { en: 'The least serious line that is logged.', zh: '日志的最低级别。' },
    expects: { en: `one of ${LOG_LEVELS.join(', ')}`, zh: `${LOG_LEVELS.join('、')} 之一` },
    read: (text) => LOG_LEVELS.find((level) => level === text),
  } satisfies Setting<LogLevel>,
  secureCookies: {
    names: ['GRIDCASE_SECURE_COOKIES'],
    fallback: 'no',
    about: {
      en: 'Send the session cookie over HTTPS only; say yes behind a proxy that speaks TLS.',
      zh: '会话 Cookie 仅通过 HTTPS 发送；部署在 TLS 代理之后时设为 yes。',
    },
    expects: yesOrNo,
    read: readYesOrNo,
  } satisfies Setting<boolean>,
  trustProxy: {
    names: ['GRIDCASE_TRUST_PROXY'],
    about: {
      en: 'The proxies in front of the service, whose X-Forwarded-For is believed: without them all who come through one share its limits on attempts.',
      zh: '服务前置代理的地址，仅采信它们的 X-Forwarded-For；未设置时，经代理而来的人共用同一次数限制。',
    },
    expects: {
      en: 'addresses or networks, with commas between them, such as 10.0.0.0/8',
      zh: '地址或网段，以逗号分隔，例如 10.0.0.0/8',
    },
    read: readNetworks,
  } satisfies Setting<string>,
  demo: {
    names: ['GRIDCASE_DEMO'],
    fallback: 'auto',
    about: {
      en: 'auto fills an empty data folder with the demo county, no leaves it empty.',
      zh: 'auto 表示数据目录为空时写入演示县区，no 表示留空。',
    },
    expects: { en: 'auto or no', zh: 'auto 或 no' },
    read: (text) => (['auto', 'no'] as const).find((choice) => choice === text),
  } satisfies Setting<'auto' | 'no'>,
};

function readNetworks(text: string): string | undefined {
  const networks = text.split(',').map((network) => network.trim());
  return networks.every(isNetwork) ? networks.join(',') : undefined;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const length = isIP(address) === 4 ? 32 : 128;
  const isShort = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= length);
  return isIP(address) > 0 && isShort && more.length === 0;
}

function readYesOrNo(text: string): boolean | undefined {
  if (['yes', 'true', '1'].includes(text)) return true;
  return ['no', 'false', '0'].includes(text) ? false : undefined;
}
