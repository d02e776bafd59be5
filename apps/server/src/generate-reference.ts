import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInMemory } from './in-memory.js';

/** `node generate-reference.js <folder>` writes there what programs may rely on: openapi.json. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to write to');

const server = await startInMemory();
const { body } = await server.app.inject('/api/openapi.json');
writeFileSync(join(folder, 'openapi.json'), `${JSON.stringify(inOrder(JSON.parse(body)), undefined, 2)}\n`);
await server.stop();

/** Names in alphabetical order, so that a change shows as what it is. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, inOrder(each)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
