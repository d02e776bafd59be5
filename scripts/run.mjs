import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findNode, root } from './node-brought-along.mjs';

/**
 * Runs a program under the Node of the product and answers its exit code. Signals reach the program, so that it can stop
 * with grace.
 */
export function run(...args) {
  const child = spawn(findNode(), args, { cwd: root, stdio: 'inherit' });
  const pass = (signal) => {
    // A terminal sends Ctrl-C to everyone in front of it, the program included.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
