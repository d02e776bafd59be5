#!/usr/bin/env node
import { tooOld } from './node-version.js';

const sentence = tooOld(process.version);
if (sentence === undefined) {
  // Loaded only now: the old Node would crash on the native parts before it could say anything.
  const [{ run }, { terminalIo }] = await Promise.all([import('./run.js'), import('./io.js')]);
  process.exitCode = await run(process.argv.slice(2), terminalIo());
} else {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
