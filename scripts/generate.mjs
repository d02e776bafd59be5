import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventCatalogue } from './event-catalogue.mjs';
import { findNode, root } from './node-brought-along.mjs';
import { ready } from './ready.mjs';
import { say } from './say.mjs';

/** Facts that can be read from the code are made from it: into docs/reference, or with --check only compared. */
const reference = join(root, 'docs', 'reference');
/** Each writes what it knows into the folder it is given: the routes, the command line. */
const programs = ['server', 'cli'].map((app) =>
  join(root, 'dist', 'apps', app, 'src', 'generate-reference.js'),
);

await ready();
const folder = mkdtempSync(join(tmpdir(), 'gridcase-facts-'));
writeFileSync(join(folder, 'room-graph.md'), roomGraph());
writeFileSync(join(folder, 'settings.md'), await settings());
writeFileSync(join(folder, 'events.md'), eventCatalogue(root));
for (const program of programs) execFileSync(findNode(), [program, folder], { cwd: root, stdio: 'inherit' });

if (process.argv.includes('--check')) compare();
else keep();
rmSync(folder, { recursive: true });

function compare() {
  const made = readdirSync(folder);
  const kept = existsSync(reference) ? readdirSync(reference) : [];
  const stale = [...new Set([...made, ...kept])].filter(
    (name) => contentOf(folder, name) !== contentOf(reference, name),
  );
  for (const name of stale) {
    say(
      `docs/reference/${name} 已过时，请运行 npm run facts`,
      `docs/reference/${name} is out of date: npm run facts`,
    );
  }
  process.exitCode = stale.length > 0 ? 1 : 0;
}

function keep() {
  rmSync(reference, { recursive: true, force: true });
  mkdirSync(reference, { recursive: true });
  cpSync(folder, reference, { recursive: true });
  say('docs/reference 已更新', 'docs/reference is up to date');
}

function contentOf(place, name) {
  return existsSync(join(place, name)) ? readFileSync(join(place, name), 'utf8') : undefined;
}

function roomGraph() {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = '^(apps/[^/]+|libs/kernel|libs/(platform|features)/[^/]+)';
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'mermaid',
    '--include-only',
    '^(apps|libs)/',
  ];
  const collapsed = [
    '--collapse',
    rooms,
    '--exclude',
    '\\.(spec|contract)\\.ts$|/testing\\.ts$',
    'apps',
    'libs',
  ];
  const graph = execFileSync(findNode(), [tool, ...args, ...collapsed], { cwd: root, encoding: 'utf8' });
  return `# Rooms · 房间\n\nWho imports whom, drawn by dependency-cruiser. 由 dependency-cruiser 绘制的依赖关系。\n\n\`\`\`mermaid\n${graph.trim()}\n\`\`\`\n`;
}

async function settings() {
  const { SETTINGS } = await import(pathToFileURL(join(root, 'dist/libs/platform/config/src/index.js')).href);
  const rows = Object.values(SETTINGS).map(
    ({ names, fallback, about, expects }) =>
      `| ${names.map((name) => `\`${name}\``).join(' / ')} | ${fallback ? `\`${fallback}\`` : '–'} | ${expects.en} · ${expects.zh} | ${about.en}<br>${about.zh} |`,
  );
  return `# Settings · 设置\n\nEnvironment variables; all are optional. 环境变量，均可不设。\n\n| name · 名称 | default · 默认 | value · 取值 | meaning · 含义 |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}
