import { ready } from './ready.mjs';
import { run } from './run.mjs';

await ready();
process.exitCode = await run('dist/apps/cli/src/main.js', ...process.argv.slice(2));
