import { CaseCardQueries } from '#cases';
import type { Settings } from '#config';
import { ReadStore } from '#read-store';
import { EXIT } from './exit-code.js';
import { Failure } from './failure.js';

/** An id as it is; a number as the read models give it, which follow the log's order. */
export async function caseIdOf(idOrNumber: string, settings: Settings): Promise<string> {
  if (!/^\d{4}-\d{6,}$/.test(idOrNumber)) return idOrNumber;
  const views = readModelsOf(settings);
  try {
    const card = await new CaseCardQueries(views).find('number', idOrNumber);
    if (card) return card.caseId;
    throw new Failure(EXIT.notFound, {
      en: `There is no case ${idOrNumber}.`,
      zh: `没有案件 ${idOrNumber}。`,
    });
  } finally {
    views.close();
  }
}

/** The read models, beside a running service. */
export function readModelsOf({ dataFolder }: Settings): ReadStore {
  try {
    return ReadStore.open({ folder: dataFolder });
  } catch {
    throw new Failure(EXIT.notFound, {
      en: `There are no read models in ${dataFolder} yet: run gridcase rebuild.`,
      zh: `${dataFolder} 中尚无查询库：请先执行 gridcase rebuild。`,
    });
  }
}
