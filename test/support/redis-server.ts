import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** As the manual asks for it, or as it comes: snapshots now and then. */
export type Persistence = 'append-only' | 'stock';

const REDIS = 'redis-server';
const IMAGE = 'redis:7-alpine';
const ANSWERS_WITHIN_MS = 20_000;
const NEITHER =
  '需要真实的 Redis：请安装 redis-server 7，或启动 Docker · a real Redis is needed: install redis-server 7, or start Docker';
const hasProgram = runs(REDIS, '--version');

/** A real Redis on a free port, with a folder of its own. */
export class RedisServer {
  readonly url: string;
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly persistence: Persistence,
  ) {
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Whether there is a `redis-server`, or a Docker that could run one. */
  static isAvailable(): boolean {
    return hasProgram || runs('docker', 'info');
  }

  /** @throws Error where there is none */
  static async start(persistence: Persistence = 'append-only'): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'gridcase-redis-'));
    const server = new RedisServer(await freePort(), folder, persistence);
    await server.restart();
    return server;
  }

  /** On the same port and folder, after a kill. */
  async restart(): Promise<void> {
    if (!RedisServer.isAvailable()) throw new Error(NEITHER);
    this.child = hasProgram ? this.asProcess() : this.inDocker();
    await this.answers();
  }

  /** As a power cut would end it, but for the disk. */
  async kill(): Promise<void> {
    const ended = this.child && once(this.child, 'exit');
    this.signal('SIGKILL');
    await ended;
  }

  /** It keeps its connections and answers nothing. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  /** One command, on a connection of its own. */
  async tell(command: string, ...args: readonly (string | number)[]): Promise<unknown> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  }

  async close(): Promise<void> {
    if (this.child?.exitCode === null && this.child.signalCode === null) {
      this.thaw();
      await this.kill();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private signal(name: NodeJS.Signals): void {
    if (hasProgram) this.child?.kill(name);
    else execFileSync('docker', ['kill', `--signal=${name}`, this.container()], { stdio: 'ignore' });
  }

  private asProcess(): ChildProcess {
    const place = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', this.folder];
    return spawn(REDIS, [...place, ...settingsFor(this.persistence)], { stdio: 'ignore' });
  }

  private inDocker(): ChildProcess {
    const place = ['--publish', `127.0.0.1:${this.port}:6379`, '--volume', `${this.folder}:/data`];
    const run = ['run', '--rm', '--name', this.container(), ...place, IMAGE, REDIS];
    return spawn('docker', [...run, ...settingsFor(this.persistence)], { stdio: 'ignore' });
  }

  private container(): string {
    return `gridcase-redis-${this.port}`;
  }

  private async answers(): Promise<void> {
    const until = performance.now() + ANSWERS_WITHIN_MS;
    while (performance.now() < until) {
      const answer = await this.tell('PING').catch(() => undefined);
      if (answer === 'PONG') return;
      await sleep(20);
    }
    throw new Error(
      `redis-server：${this.port} 端口未应答 · redis-server does not answer at port ${this.port}`,
    );
  }
}

function settingsFor(persistence: Persistence): readonly string[] {
  const common = ['--maxmemory-policy', 'noeviction', '--hz', '100'];
  return persistence === 'stock' ? common : [...common, '--appendonly', 'yes', '--save', ''];
}

function runs(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
