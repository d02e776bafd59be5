import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { KeyLookup } from '#privacy';
import { CaseOffice, metaOf, streetLight, type Who } from '../specs/case-office.js';
import { codeOf, take } from '../specs/story.js';
import type { ClearCaseCommand } from './clear-case.commands.js';

/** One of every command that carries words, at a moment when somebody may give it; the words are marked. */
const worded: readonly (readonly [
  before: Parameters<typeof take>[2][],
  who: Who,
  command: ClearCaseCommand,
])[] = [
  [[], 'chen', { type: 'RejectCase', data: { reason: 'not-a-case', advice: 'SECRET' } }],
  [['accept'], 'chen', { type: 'OfferCustody', data: { to: 'mill-2', reason: 'SECRET' } }],
  [['accept', 'offer'], 'li', { type: 'RequestReturn', data: { ground: 'not-our-area', text: 'SECRET' } }],
  [['accept', 'offer', 'sign'], 'li', { type: 'Escalate', data: { digest: 'SECRET', ask: 'SECRET' } }],
  [['accept'], 'chen', { type: 'RecordFirstContact', data: { result: 'reached', note: 'SECRET' } }],
  [['accept'], 'chen', { type: 'AddHelper', data: { unit: 'fire', task: 'SECRET' } }],
  [['accept'], 'chen', { type: 'AddNote', data: { visibility: 'public', text: 'SECRET' } }],
  [
    ['accept'],
    'chen',
    {
      type: 'ReportHandled',
      data: { outcome: 'solved', internalAccount: 'SECRET', publicReply: 'SECRET' },
    },
  ],
  [['accept', 'offer', 'sign', 'handle'], 'he', { type: 'Verify', data: { ok: false, findings: 'SECRET' } }],
  [
    ['accept', 'offer', 'sign', 'handle', 'verify'],
    'guo',
    { type: 'CallBack', data: { reached: true, solved: false, comment: 'SECRET' } },
  ],
  [
    ['accept', 'offer', 'sign', 'handle', 'verify', 'callBack'],
    'chen',
    { type: 'CloseCase', data: { publicReply: 'SECRET' } },
  ],
  [[], 'resident', { type: 'Withdraw', data: { reason: 'SECRET' } }],
  [
    ['accept'],
    'chen',
    {
      type: 'Split',
      data: { children: [{ serviceType: '050301', unit: 'mill-1', narrative: { summary: 'SECRET' } }] },
    },
  ],
];

describe('the words of a command', () => {
  it.each(worded)('after %j by %s are in the log as closed boxes alone: %j', async (before, who, command) => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, ...before);
    await office.give(who, id, command);
    const written = (await office.eventsOf(id)).filter(({ data }) => boxesIn(data).length > 0);
    expect(await inClear(office)).not.toContain('SECRET');
    const opened = await Promise.all(
      written.flatMap(({ data }) => boxesIn(data)).map((box) => office.vault.open(box)),
    );
    expect(JSON.stringify(opened)).toContain('SECRET');
  });

  it('of a report go under the reporter’s key, those of an office under the case’s', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    const [reported] = await office.eventsOf(id);
    const handled = (await office.eventsOf(id)).at(-1);
    expect(new Set(boxesIn(reported?.data).map(({ subject }) => subject))).toEqual(
      new Set([`reporter:${id}`]),
    );
    expect(new Set(boxesIn(handled?.data).map(({ subject }) => subject))).toEqual(new Set([`case:${id}`]));
  });

  it('of a case that is settled on the spot are all closed', async () => {
    const office = new CaseOffice();
    const id = randomUUID();
    const { unit, channel, narrative, contact } = streetLight;
    const report = { serviceType: '050103', unit, channel, narrative, ...(contact && { contact }) };
    const texts = { internalAccount: 'SECRET', publicReply: 'SECRET' };
    await office.give('wang', id, { type: 'SettleOnSpot', data: { ...report, ...texts } });
    expect(await office.typesOf(id)).toContain('CaseClosed');
    const log = await inClear(office);
    for (const words of ['SECRET', '路灯', 'Lantern', '张伟', '13800000000', '磨坊巷', '河滨路'])
      expect(log).not.toContain(words);
  });
});

describe('a command that is refused', () => {
  it('makes no key and writes nothing', async () => {
    const office = new CaseOffice();
    const id = randomUUID();
    const report = { type: 'ReportCase', data: { ...streetLight, unit: 'hill-1' } } as const;
    expect(await codeOf(office.give('wang', id, report))).toBe('not-permitted');
    const note = { type: 'AddNote', data: { visibility: 'public', text: 'words' } } as const;
    expect(await codeOf(office.give('wang', id, note))).toBe('case-not-found');
    expect(await keysOf(office, id)).toEqual([undefined, undefined]);
    expect((await office.store.readAll()).events).toEqual([]);
  });

  it('finds both keys of a case made with its report, in one write', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    expect(await keysOf(office, id)).toEqual([expect.anything(), expect.anything()]);
  });

  it('keeps the keys it has when it is the second of its kind', async () => {
    const office = new CaseOffice();
    const [id, meta] = [randomUUID(), metaOf('wang')];
    await office.give('wang', id, { type: 'ReportCase', data: streetLight }, meta);
    const keys = await keysOf(office, id);
    await office.give('wang', id, { type: 'ReportCase', data: streetLight }, meta);
    expect(await keysOf(office, id)).toEqual(keys);
  });
});

function keysOf(office: CaseOffice, id: string): Promise<readonly KeyLookup[]> {
  return office.keys.find([`reporter:${id}`, `case:${id}`]);
}

async function inClear(office: CaseOffice): Promise<string> {
  const { events } = await office.store.readAll({ limit: 10_000 });
  return JSON.stringify(events, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

interface Box {
  readonly subject: string;
  readonly box: string;
}

function boxesIn(value: unknown): Box[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'box' in value ? [value as Box] : Object.values(value).flatMap(boxesIn);
}
