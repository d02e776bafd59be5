import { createSecretKey } from 'node:crypto';
import { writeSync } from 'node:fs';
import { SqliteKeyStore } from '../sqlite.key-store.js';
import { Vault } from '../vault.js';

/**
 * A process that seals until it is killed, and prints every box that it could have put into an event, a line of JSON each.
 * Now and then it destroys a key, and prints the subject before and when that is done.
 */
const [file = '', master = '', run = ''] = process.argv.slice(2);
const CLIENTS = 16;
const BOXES_TO_A_DESTRUCTION = 5;
const STDOUT = 1;

const masterKey = createSecretKey(Buffer.from(master, 'hex'));
const vault = new Vault(new SqliteKeyStore({ file, masterKey }));
await Promise.all(Array.from({ length: CLIENTS }, (_, client) => sealForEver(`${run}/${client}`)));

async function sealForEver(client: string): Promise<void> {
  for (let count = 1; ; count += 1) {
    const subject = `case:${client}/${count}`;
    const box = await vault.seal(subject, { text: subject });
    say({ box });
    if (count % BOXES_TO_A_DESTRUCTION > 0) continue;
    say({ doomed: subject });
    await vault.destroy(subject);
    say({ destroyed: subject });
  }
}

function say(news: object): void {
  writeSync(STDOUT, `${JSON.stringify(news)}\n`);
}
