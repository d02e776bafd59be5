import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, root } from './node-brought-along.mjs';
import { say, stop } from './say.mjs';

/** The bench stands on what the specs run their services with. */
const folders = ['apps', 'libs', 'bench', 'test/support'].filter((folder) => existsSync(join(root, folder)));
const stamp = join(root, 'dist', '.built-from');

/** Builds `dist/` unless it stands for the sources as they are. */
export function build() {
  const sources = folders.flatMap(filesIn);
  const digest = digestOf(['.swcrc', 'package-lock.json', ...sources]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('正在编译…', 'building …');
  compile();
  copyAssets(sources);
  writeFileSync(stamp, digest);
}

function compile() {
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const options = ['-d', 'dist', '--only', '**/*.ts', '--delete-dir-on-start', '--quiet'];
  const { status, stderr } = spawnSync(findNode(), [swc, ...folders, ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.error(stderr.trim());
  stop('编译失败，原因见上', 'the build failed, see above');
}

/** Seeds, catalogues, mappings: whatever lies beside the code and is not code. */
function copyAssets(sources) {
  const { exclude } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  const forTests = new RegExp(exclude.join('|'));
  for (const file of sources) {
    const isAsset = file.includes('/src/') && extname(file) !== '.ts' && !forTests.test(file);
    if (isAsset) cpSync(join(root, file), join(root, 'dist', file));
  }
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return [path];
  });
}

function digestOf(files) {
  const digest = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(root, file));
    digest.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return digest.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
