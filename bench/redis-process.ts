import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const REDIS = 'redis-server';
const PATIENCE_MS = 10_000;

/** A Redis of the bench's own, with the settings that the product asks for. */
export class RedisProcess {
  readonly url: string;
  private readonly client: Redis;

  private constructor(
    port: number,
    private readonly child: ChildProcess,
  ) {
    this.url = `redis://127.0.0.1:${port}`;
    this.client = new Redis(this.url, { retryStrategy: () => 50 });
    this.client.on('error', () => {});
  }

  /** Undefined where there is no `redis-server`. */
  static async start(folder: string): Promise<RedisProcess | undefined> {
    const port = await freePort();
    const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
    const settings = ['--appendonly', 'yes', '--save', '', '--hz', '100', '--maxmemory-policy', 'noeviction'];
    const child = spawn(REDIS, [...place, ...settings], { stdio: 'ignore' });
    const isThere = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error')]).catch(
      () => false,
    );
    if (isThere !== true) return undefined;
    const redis = new RedisProcess(port, child);
    await Promise.race([redis.client.ping(), sleep(PATIENCE_MS, undefined, { ref: false })]);
    return redis;
  }

  /** Bytes in use. */
  async memory(): Promise<number> {
    return Number(/used_memory:(\d+)/.exec(await this.client.info('memory'))?.[1]);
  }

  /** Alarms it holds. */
  async alarms(prefix: string): Promise<number> {
    return this.client.zcard(`${prefix}:gridcase-alarms:delayed`);
  }

  async empty(): Promise<void> {
    await this.client.flushall();
  }

  async close(): Promise<void> {
    this.client.disconnect();
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
