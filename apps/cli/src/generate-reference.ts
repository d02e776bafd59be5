import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceOf } from './reference.js';

/** Writes the page of the command line into the folder that is named. */
const [, , folder = 'docs/reference'] = process.argv;
writeFileSync(join(folder, 'cli.md'), referenceOf());
