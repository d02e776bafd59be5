import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findNode, root } from './node-brought-along.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

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
  for (const signal of signals) process.on(signal, pass);
  const watch = watchParent(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const each of signals) process.off(each, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** npm hands a signal to its shell, and the shell dies of it instead of passing it on: a new parent means that npm is gone. */
function watchParent(gone) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, 250);
  return watch;
}
