import type { Redis } from 'ioredis';
import type { Bilingual } from '#kernel';

const OLDEST = 7;
const LEAST_HZ = 50;

/** What about this Redis costs punctuality or memory; nothing here can cost a deadline. Empty when all is well. */
export async function unfitnessOf(client: Redis): Promise<readonly Bilingual[]> {
  const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? '';
  const settings = await settingsOf(client);
  const found: Bilingual[] = [];
  if (Number.parseInt(version, 10) < OLDEST) found.push(tooOld(version));
  if (settings.get('appendonly') === 'no') found.push(withoutAof);
  const policy = settings.get('maxmemory-policy') ?? 'noeviction';
  if (policy !== 'noeviction') found.push(evicting(policy));
  const hz = Number(settings.get('hz') ?? LEAST_HZ);
  if (hz < LEAST_HZ) found.push(slow(hz));
  return found;
}

/** A hosted Redis may keep its settings to itself; then there is nothing to say. */
async function settingsOf(client: Redis): Promise<ReadonlyMap<string, string>> {
  const names = ['appendonly', 'maxmemory-policy', 'hz'];
  const pairs = await client.config('GET', ...names).catch(() => []);
  const flat = pairs as readonly string[];
  return new Map(
    names.flatMap((name) => {
      const place = flat.indexOf(name);
      return place < 0 ? [] : [[name, flat[place + 1] ?? ''] as const];
    }),
  );
}

function tooOld(version: string): Bilingual {
  return {
    zh: `Redis 版本 ${version} 过旧，应为 ${OLDEST} 或更新`,
    en: `Redis ${version} is too old: it should be ${OLDEST} or newer`,
  };
}

const withoutAof: Bilingual = {
  zh: 'Redis 未开启 AOF：它一旦崩溃，已排的闹钟要重新排一遍；请设 appendonly yes',
  en: 'Redis runs without AOF: when it crashes, all alarms have to be set again; set appendonly yes',
};

function evicting(policy: string): Bilingual {
  return {
    zh: `Redis 的淘汰策略是 ${policy}，内存不足时会丢弃闹钟；请设 maxmemory-policy noeviction`,
    en: `Redis evicts by ${policy} and drops alarms when memory is short: set maxmemory-policy noeviction`,
  };
}

function slow(hz: number): Bilingual {
  return {
    zh: `Redis 的 hz 为 ${hz}，闹钟会晚几十毫秒；请设 hz 100`,
    en: `Redis runs at hz ${hz}, which makes alarms tens of milliseconds late: set hz 100`,
  };
}
