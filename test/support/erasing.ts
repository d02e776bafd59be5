import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Settings } from '#config';
import { SqliteEventStore, verifyLog } from '#event-store';
import type {
  CaseAnswer,
  CaseCard,
  CaseList,
  Counters,
  FiledAnswer,
  History,
  Problem,
  Tracked,
} from './answers.js';
import { Client } from './client.js';
import { GROUP, TOWN, type Person } from './county.js';
import { countyInAFolder, signedInOnce } from './services.js';

/** A service over a data folder, running. */
interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** Words that occur nowhere else. */
const said = { summary: 'zyxwort 鼹鼠翻了花盆', place: { text: '蜀葵路 7 号' } };
const contact = { name: '欧阳鼹', phone: '13977553311' };
const TELLTALE = ['zyxwort', '鼹鼠翻了花盆', '蜀葵路', '欧阳鼹', '13977553311', '鼹'];

/** Which of these words are found in the bytes of which file of the data folder. */
function leaksIn(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(db|db-wal|db-shm|db-journal)$/.test(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return words.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`);
    });
}

/** What an erasure must do, whichever way the service is started. */
export function tellOfErasing(start: (settings: Settings) => Promise<Running>): void {
  let settings: Settings;
  let remove: () => void;
  let server: Running;
  let anybody: Client;
  let the: (person: Person) => Promise<Client>;

  async function begin(): Promise<void> {
    server = await start(settings);
    anybody = new Client(server.url);
    the = signedInOnce(anybody);
  }

  beforeAll(async () => {
    ({ settings, remove } = await countyInAFolder());
    await begin();
  });
  afterAll(async () => {
    await server.stop();
    remove();
  });

  let filed: FiledAnswer;
  let countsBefore: Counters;
  let historyBefore: History;
  let erased: CaseAnswer;

  it('is for the data officer alone', async () => {
    const report = { serviceType: '050107', unit: GROUP, narrative: said, contact };
    filed = await (await the('grid1')).command<FiledAnswer>('/api/cases', report);
    await (await the('grid1')).command('/api/cases', { ...report, narrative: { summary: '另一件事' } });
    const path = `/api/cases/${filed.caseId}`;
    await (await the('secretary1')).command(`${path}/accept-case`);
    await (await the('secretary1')).command(`${path}/reveal-identity`, { purpose: 'first-contact' });
    const supervisor = await the('supervisor1');
    countsBefore = await supervisor.read<Counters>('/api/counters', filed.position);
    historyBefore = await supervisor.read<History>(`${path}/history`);
    const refused = await supervisor.post<Problem>(`${path}/erase`, { subject: 'reporter' });
    expect([refused.status, refused.body.whoMay]).toEqual([403, [{ role: 'data-officer', unit: TOWN }]]);
    expect(leaksIn(settings.dataFolder, TELLTALE)).not.toEqual([]);
    erased = await (await the('dataofficer')).command(`${path}/erase`, { subject: 'reporter' });
  });

  it('takes it out of the card, the list, the search, the history and the resident’s view', async () => {
    const supervisor = await the('supervisor1');
    const path = `/api/cases/${filed.caseId}`;
    const card = await supervisor.read<CaseCard>(path, erased.position);
    expect([card.summary, card.stage]).toEqual([null, 'accepted']);
    const list = await supervisor.read<CaseList>('/api/cases', erased.position);
    expect(new Set(list.cases.map(({ summary }) => summary))).toEqual(new Set([null, '另一件事']));
    for (const word of ['zyxwort', 'zyx', '鼹鼠', '花盆']) {
      const found = await supervisor.read<CaseList>(`/api/cases?text=${encodeURIComponent(word)}`);
      expect(found.cases).toEqual([]);
    }
    const history = await supervisor.read<History>(`${path}/history`);
    const tracked = await anybody.read<Tracked>(`/api/track/${filed.receiptCode}`);
    expect(history.lines[0]?.data['narrative']).toBeNull();
    expect(tracked.stage).toBe('accepted');
    for (const body of [card, list, history, tracked].map((each) => JSON.stringify(each)))
      expect(TELLTALE.filter((word) => body.includes(word))).toEqual([]);
  });

  it('leaves counts, history and hashes as they were', async () => {
    const supervisor = await the('supervisor1');
    const counts = await supervisor.read<Counters>('/api/counters', erased.position);
    const history = await supervisor.read<History>(`/api/cases/${filed.caseId}/history`);
    const hashes = historyBefore.lines.map(({ hash }) => hash);
    expect(history.lines.slice(0, hashes.length).map(({ hash }) => hash)).toEqual(hashes);
    expect(countsBefore.counts['stage:reported']).toBe(1);
    expect(counts.counts).toEqual({ 'stage:accepted': 1, 'stage:reported': 1 });
  });

  it('shows nothing any more to one who may look', async () => {
    const path = `/api/cases/${filed.caseId}/reveal-identity`;
    const looked = await (
      await the('secretary1')
    ).command<{ contact: null; narrative: null }>(path, {
      purpose: 'first-contact',
    });
    expect([looked.contact, looked.narrative]).toEqual([null, null]);
  });

  it('changes nothing the second time', async () => {
    const path = `/api/cases/${filed.caseId}/erase`;
    const again = await (await the('dataofficer')).command(path, { subject: 'reporter' });
    expect(again).toEqual(erased);
  });

  it('leaves the bytes in no file, soon, while the service runs', async () => {
    while (leaksIn(settings.dataFolder, TELLTALE).length > 0) await sleep(20);
  });

  it('leaves them in none after a restart, and a whole log', async () => {
    await server.stop();
    expect(leaksIn(settings.dataFolder, TELLTALE)).toEqual([]);
    const log = SqliteEventStore.open({ file: join(settings.dataFolder, 'log.db'), readOnly: true });
    expect((await verifyLog(log)).findings).toEqual([]);
    await log.close();
    await begin();
    const card = await (await the('supervisor1')).read<CaseCard>(`/api/cases/${filed.caseId}`);
    expect(card.summary).toBeNull();
    expect(leaksIn(settings.dataFolder, TELLTALE)).toEqual([]);
  });
}
