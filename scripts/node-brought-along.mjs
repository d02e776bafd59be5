import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stop } from './say.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const oldest = engines.node.replace('>=', '');

/** npm brings Node 24 along as a package of its own, for these machines only. */
const broughtAlong = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
const isBroughtHere = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

/** Path of the Node that runs the product. Ends the program when there is none. */
export function findNode() {
  if (existsSync(broughtAlong) && spawnSync(broughtAlong, ['--version']).status === 0) return broughtAlong;
  if (isYoungEnough(process.versions.node)) return process.execPath;
  return stopForNode();
}

/** Before a long download: is there any way to a Node that is young enough? */
export function expectNode() {
  if (!isBroughtHere && !isYoungEnough(process.versions.node)) stopForNode();
}

function stopForNode() {
  const have = process.version;
  stop(
    `需要 Node ${oldest} 或更新版本，本机是 ${have}，请从 https://nodejs.org 安装`,
    `Node ${oldest} or newer is needed, this is ${have}: install it from https://nodejs.org`,
  );
}

function isYoungEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
