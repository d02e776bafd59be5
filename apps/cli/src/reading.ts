import type { Settings } from '#config';
import type { Vault } from '#privacy';
import type { ReadStore } from '#read-store';
import { readModelsOf } from './case-number.js';
import { readingVaultOf } from './data-folder.js';

/** Read models and keys for one look, beside a running service. */
export async function reading<Answer>(
  settings: Settings,
  look: (views: ReadStore, vault: Vault) => Promise<Answer>,
): Promise<Answer> {
  const views = readModelsOf(settings);
  const keys = readingVaultOf(settings);
  try {
    return await look(views, keys.vault);
  } finally {
    await keys.close();
    views.close();
  }
}
