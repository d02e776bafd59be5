import { build } from './build.mjs';
import { install } from './install.mjs';
import { findNode } from './node-brought-along.mjs';

/** Everything a fresh clone lacks: packages, a Node that is young enough, `dist/`. Needs only what Node itself has. */
export async function ready() {
  await install();
  findNode();
  build();
}
