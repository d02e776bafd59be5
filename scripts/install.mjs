import { spawn } from 'node:child_process';
import fs, { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { expectNode, root } from './node-brought-along.mjs';
import { say, stop } from './say.mjs';

/** What npm itself leaves behind when an installation has ended well. */
const installedLock = join(root, 'node_modules', '.package-lock.json');
const neededMegabytes = 700;
/** Tries four times within half a minute; npm by itself would be silent for longer. */
const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** What npm prints when something outside is missing, and what that means. */
const knownFailures = [
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT|ENETUNREACH/,
    '连不上软件源，请检查网络或代理',
    'the package registry is out of reach: check the network or the proxy',
  ],
  [/ENOSPC/, '磁盘空间不足', 'the disk is full'],
  [
    /EACCES|EPERM|EROFS/,
    '没有权限写入本目录或 npm 缓存',
    'this folder or the npm cache cannot be written to',
  ],
  [/SELF_SIGNED|UNABLE_TO_|CERT_/, '软件源的证书不被信任', 'the certificate of the registry is not trusted'],
];

/** Installs exactly what the lock says, unless it is there already. */
export async function install() {
  if (isInstalled()) return;
  expectNode();
  expectSpace();
  const started = Date.now();
  say('正在安装依赖（约 230 MB，需要网络）…', 'installing packages (about 230 MB, needs the network) …');
  await runNpmCi();
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`依赖已安装，用时 ${seconds} 秒`, `packages installed in ${seconds} s`);
}

function isInstalled() {
  if (!existsSync(installedLock)) return false;
  const here = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    // Optional packages of other platforms stay away.
    return here[path] ? here[path].version === version : optional || devOptional;
  });
}

function expectSpace() {
  if (!fs.statfsSync) return; // Node before 18.15
  const { bavail, bsize } = fs.statfsSync(root);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free >= neededMegabytes) return;
  stop(
    `磁盘空间不足：还剩 ${free} MB，需要 ${neededMegabytes} MB`,
    `not enough disk space: ${free} MB left, ${neededMegabytes} MB needed`,
  );
}

function runNpmCi() {
  const [command, ...args] = [
    ...npm(),
    'ci',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    ...patience,
  ];
  return new Promise((resolve) => {
    let complaint = '';
    const child = spawn(command, args, {
      cwd: root,
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const heartbeat = setInterval(() => console.log('  …'), 10_000);
    child.stderr.on('data', (text) => (complaint += text));
    child.on('error', () => stopWithoutNpm());
    child.on('close', (code) => {
      clearInterval(heartbeat);
      if (code === 0) resolve();
      else explain(complaint);
    });
  });
}

function explain(complaint) {
  for (const [pattern, zh, en] of knownFailures) if (pattern.test(complaint)) stop(zh, en);
  console.error(complaint.trim());
  stop('npm ci 失败，原因见上', 'npm ci failed, see above');
}

/** The npm that runs this script, under the Node it came with: `npm ci` must not stand on a Node inside node_modules. */
export function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script && node && basename(script) === 'npm-cli.js' && existsSync(node)) return [node, script];
  return ['npm'];
}

function cleanEnvironment() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return {
    ...process.env,
    PATH: folders.filter((folder) => !folder.includes('node_modules')).join(delimiter),
  };
}

function stopWithoutNpm() {
  stop(
    '找不到 npm，请安装 Node.js（自带 npm）：https://nodejs.org',
    'npm was not found: install Node.js with npm from https://nodejs.org',
  );
}
