import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

/** What installs a Redis, where one may: the system's package manager, as root. */
const installers = [
  {
    program: 'apt-get',
    steps: [['update'], ['install', '--yes', '--no-install-recommends', 'redis-server']],
  },
  { program: 'apk', steps: [['add', 'redis']] },
  { program: 'dnf', steps: [['install', '--assumeyes', 'redis']] },
];

/** The image that test/support/redis-server.ts runs. */
const image = 'redis:7-alpine';

/** Sees to a real Redis for the specs that need one, and says in one line when there is no way to it. */
export function redis() {
  if (runs('redis-server', '--version') || inDocker() || install()) return true;
  console.error(
    '✗ 这些测试需要真实的 Redis：请安装 redis-server 7，或启动 Docker · these specs need a real Redis: install redis-server 7, or start Docker',
  );
  return false;
}

function inDocker() {
  if (!runs('docker', 'info')) return false;
  return runs('docker', 'image', 'inspect', image) || runs('docker', 'pull', '--quiet', image);
}

function install() {
  if (process.getuid?.() !== 0) return false;
  const installer = installers.find(({ program }) => runs(program, '--version'));
  if (!installer) return false;
  const { program, steps } = installer;
  say(`正在用 ${program} 安装 Redis（测试用）…`, `installing Redis for the specs with ${program} …`);
  // Run level 1: the package brings a service along, which is not to start.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const step of steps) spawnSync(program, step, { env, stdio: 'ignore', timeout: 300_000 });
  return runs('redis-server', '--version');
}

function runs(program, ...args) {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 120_000 }).status === 0;
}
