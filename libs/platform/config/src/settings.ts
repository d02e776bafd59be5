import { join } from 'node:path';
import { SettingRefused } from './settings.errors.js';
import { SETTINGS, type LogLevel, type Setting } from './settings.table.js';

/** What the service was told by its environment; read once, at the start. */
export interface Settings {
  /** Absolute path. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Base64; absent: the key is in `masterKeyFile`. Never log it. */
  readonly masterKey?: string;
  /** Absolute path. */
  readonly masterKeyFile: string;
  readonly logLevel: LogLevel;
  readonly secureCookies: boolean;
  readonly demo: 'auto' | 'no';
  /** Addresses and networks, with commas between them; absent: nobody's `X-Forwarded-For` is believed. */
  readonly trustProxy?: string;
  /** Absent: the alarms of deadlines are kept in the process. May hold a password: never log it. */
  readonly redisUrl?: string;
  readonly sweepSeconds: number;
  readonly privateWebhooks: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws SettingRefused for a value that cannot be, and for a GRIDCASE_ variable that does not exist. */
export function settingsFrom(environment: Environment): Settings {
  refuseUnknown(environment);
  const dataFolder = required(SETTINGS.dataFolder, environment);
  const masterKey = optional(SETTINGS.masterKey, environment);
  const redisUrl = optional(SETTINGS.redisUrl, environment);
  const trustProxy = optional(SETTINGS.trustProxy, environment);
  return Object.freeze({
    dataFolder,
    host: required(SETTINGS.host, environment),
    port: required(SETTINGS.port, environment),
    ...(masterKey === undefined ? {} : { masterKey }),
    masterKeyFile: optional(SETTINGS.masterKeyFile, environment) ?? join(dataFolder, 'master.key'),
    logLevel: required(SETTINGS.logLevel, environment),
    secureCookies: required(SETTINGS.secureCookies, environment),
    demo: required(SETTINGS.demo, environment),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    sweepSeconds: required(SETTINGS.sweepSeconds, environment),
    privateWebhooks: required(SETTINGS.privateWebhooks, environment),
  });
}

function required<Value>(setting: Setting<Value> & { fallback: string }, environment: Environment): Value {
  return optional(setting, environment) ?? readAs(setting, setting.names[0], setting.fallback);
}

function optional<Value>(setting: Setting<Value>, environment: Environment): Value | undefined {
  for (const name of setting.names) {
    const text = environment[name];
    if (text) return readAs(setting, name, text);
  }
  return undefined;
}

function readAs<Value>({ read, expects }: Setting<Value>, name: string, text: string): Value {
  const value = read(text.trim());
  if (value !== undefined) return value;
  throw new SettingRefused(name, {
    en: `must be ${expects.en}, not "${text}"`,
    zh: `应为 ${expects.zh}，而不是“${text}”`,
  });
}

/** A misspelt name would leave the default in force without a word. */
function refuseUnknown(environment: Environment): void {
  const known: readonly string[] = Object.values(SETTINGS).flatMap(({ names }) => names);
  const unknown = Object.keys(environment).find(
    (name) => name.startsWith('GRIDCASE_') && !known.includes(name),
  );
  if (unknown === undefined) return;
  const all = known.filter((name) => name.startsWith('GRIDCASE_')).join(' ');
  throw new SettingRefused(unknown, {
    en: `there is no such setting; there are ${all}`,
    zh: `没有这个设置；可用：${all}`,
  });
}
