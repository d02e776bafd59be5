import { RedisServer } from '../test/support/redis-server.js';
import { measureArming } from './arming.bench.js';
import { measureBullmqAlone, measureRearming, measureRedisMemory } from './deadline-floors.bench.js';
import { measureDueBoard } from './due-board.bench.js';
import { measureBareAppends } from './floors.bench.js';
import { measureLateness, type Lateness } from './lateness.bench.js';
import { measureStorm, type Storm } from './storm.bench.js';
import type { Figure, Section } from './table.js';

const RUNGS = 20_000;
/** The firing, and its reminder, which carries the next alarm. */
const EVENTS_A_RUNG = 2;
const DEADLINES = 1_000;
const WINDOW = 100_000;
const OPEN_DEADLINES = 1_000_000;
const SECONDS = 8;

/** What the deadlines have to reach, part by part. */
export const deadlineSections: Readonly<Record<string, Section>> = {
  async storm(folder) {
    const rows = measureBareAppends(folder, 3);
    const embedded = stormFigures('embedded', '≤ 3 s', await measureStorm(folder, RUNGS), {
      name: 'as many events as bare rows, 50 a commit, s',
      value: (RUNGS * EVENTS_A_RUNG) / rows,
    });
    const overRedis = await withRedis(async (redis) => {
      const alone = await measureBullmqAlone(redis, RUNGS);
      return stormFigures('BullMQ', '≤ 5 s', await measureStorm(folder, RUNGS, redis.url), {
        name: 'BullMQ alone, s',
        value: RUNGS / alone,
      });
    });
    return [...embedded, ...overRedis];
  },
  async lateness(folder) {
    const embedded = latenessFigures('embedded', '≤ 10 ms', await measureLateness(folder, DEADLINES));
    const overRedis = await withRedis(async ({ url }) =>
      latenessFigures('BullMQ', '≤ 20 ms', await measureLateness(folder, DEADLINES, url)),
    );
    return [...embedded, ...overRedis];
  },
  async arming(folder) {
    const { withLimits, without } = await measureArming(folder, SECONDS);
    const floor = { name: 'the same without any limit', value: without };
    return [
      { name: 'case transitions that arm limits, 50 clients', value: withLimits, unit: '/s', floor },
      { name: '  cost of arming', value: (1 - withLimits / without) * 100, unit: '%', reach: '≤ 10 %' },
    ];
  },
  async due(folder) {
    const { p50, p99, alarms } = await measureDueBoard(folder, OPEN_DEADLINES);
    return [
      ...Object.keys(p99).flatMap((level): Figure[] => [
        {
          name: `50 next due of 1,000,000 limits, a ${level}, p99`,
          value: p99[level] ?? Number.NaN,
          unit: 'ms',
          reach: '≤ 1 ms',
        },
        { name: '  p50', value: p50[level] ?? Number.NaN, unit: 'ms' },
      ]),
      { name: '1,000 alarms of 1,000,000, p99', value: alarms, unit: 'ms' },
    ];
  },
  redis: () =>
    withRedis(async (redis) => {
      const memory = await measureRedisMemory(redis, WINDOW);
      const { seconds, worstLateness } = await measureRearming(redis, OPEN_DEADLINES);
      return [
        { name: 'Redis memory for 100,000 alarms', value: memory, unit: 'MiB', reach: '≤ 100 MB' },
        {
          name: '1,000,000 alarms set again after Redis is lost',
          value: seconds,
          unit: 's',
          reach: '≤ 90 s',
        },
        { name: '  what fell due meanwhile, at worst late by', value: worstLateness, unit: 'ms' },
      ];
    }),
};

function stormFigures(
  how: string,
  reach: string,
  { seconds, usersP99 }: Storm,
  floor: Figure['floor'] & object,
): readonly Figure[] {
  return [
    { name: `20,000 overdue rungs fired, ${how}`, value: seconds, unit: 's', reach, floor },
    { name: '  a user’s command meanwhile, p99', value: usersP99, unit: 'ms', reach: '≤ 50 ms' },
  ];
}

function latenessFigures(how: string, reach: string, { p50, p99 }: Lateness): readonly Figure[] {
  return [
    { name: `1,000 deadlines over 10 s, ${how}, late by, p99`, value: p99, unit: 'ms', reach },
    { name: '  p50', value: p50, unit: 'ms' },
  ];
}

/** With a Redis of its own; without one the rest of the table still stands. */
async function withRedis(
  measure: (redis: RedisServer) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  if (!RedisServer.isAvailable()) {
    console.log('本机没有 Redis：略去经 BullMQ 的数字 · no Redis here: figures over BullMQ are left out');
    return [];
  }
  const redis = await RedisServer.start();
  try {
    return await measure(redis);
  } finally {
    await redis.close();
  }
}
