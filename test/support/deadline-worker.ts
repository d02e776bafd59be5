import { writeSync } from 'node:fs';
import type { Fire } from '#deadlines';
import { allFired, openScene } from './deadline-scene.js';

/**
 * Works at a ledger in a process of its own, until all that is due has fired; or dies between the append of its n-th
 * firing and the acknowledgement of the alarm.
 */
const [folder = '', url = '', prefix = '', lastDue = '0', dieAfter = '0'] = process.argv.slice(2);
const STDOUT = 1;

const scene = openScene(folder);
let fired = 0;
const fire: Fire = async (alarm, lane) => {
  const outcome = await scene.ledger.fire(alarm, lane);
  if (outcome === 'fired' && (fired += 1) === Number(dieAfter)) {
    writeSync(STDOUT, 'dying\n');
    process.kill(process.pid, 'SIGKILL');
  }
  return outcome;
};
await scene.ledger.caughtUp();
await scene.work({ redis: { url, prefix }, fire });
await allFired(scene.ledger, Number(lastDue));
await scene.close();
