import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { uuidV5 } from '#event-store';
import type { ServiceType } from '#kernel';
import { receiptHashOf } from '#privacy';
import { untimed } from '../domain/rules/testing.js';
import { CaseOffice, metaOf, streetLight } from '../specs/case-office.js';
import { logs } from '../specs/rooms.js';
import { codeOf, steps, take } from '../specs/story.js';
import { RelayToCase } from './case-desk.commands.js';

const office = () => new CaseOffice();

describe('deciding a case', () => {
  it.each(Object.entries(logs))('leads it from report to closing over a log %s', async (_, open) => {
    const { clock } = office();
    const desk = new CaseOffice({ clock, store: open(clock) });
    const id = await desk.report();
    await take(desk, id, 'accept', 'offer', 'sign', 'handle', 'verify', 'callBack', 'close');
    expect(await desk.typesOf(id)).toEqual([
      'CaseReported',
      'ReceiptIssued',
      'CaseAccepted',
      'CustodyOffered',
      'CustodyAccepted',
      'HandlingReported',
      'VerificationRecorded',
      'CallbackRecorded',
      'CaseClosed',
      'PublicReplyPublished',
    ]);
  });

  it('tries every position a person holds before it says no', async () => {
    const desk = office();
    const id = await desk.report();
    await take(desk, id, 'accept', 'offer', 'sign', 'handle', 'verify');
    // Zhou is the deputy of the holder's officer too; the holder's own unit never calls back.
    await desk.give('zhou', id, steps.callBack[1]);
    expect((await desk.eventsOf(id)).at(-1)?.actor).toEqual({
      id: 'zhou',
      role: 'call-back-officer',
      unit: 'east',
    });
  });

  it('has the deputy act in the name of the one whose mandate it is', async () => {
    const desk = office();
    const id = await desk.report();
    await take(desk, id, 'accept', 'offer');
    await desk.give('zhou', id, steps.sign[1]);
    const signed = (await desk.eventsOf(id)).at(-1);
    expect(signed?.actor).toEqual({ id: 'zhou', role: 'branch-secretary', unit: 'mill', onBehalfOf: 'li' });
    expect(signed?.data).toEqual({ unit: 'mill', handlers: ['zhou', 'li'] });
  });

  it('asks people what the service type asks, and seals it with their words; a file knows nothing of it', async () => {
    const pole = { code: 'pole', name: { en: 'pole', zh: '杆号' }, kind: 'text' } as const;
    const because = { en: 'To find it.', zh: '便于查找。' };
    const type = untimed.types.get('050301');
    const asking = { ...type, fields: [{ ...pole, mandatoryBecause: because }] } as ServiceType;
    const desk = new CaseOffice({ rules: { ...untimed, types: new Map([['050301', asking]]) } });
    expect(await codeOf(desk.report())).toBe('field-missing');
    expect(await codeOf(desk.report({ fields: { colour: 'red' } }))).toBe('unknown-field');
    const id = await desk.report({ fields: { pole: 'A-17' } });
    const { narrative, ...clear } = await desk.said(id, 'CaseReported');
    expect(clear).not.toHaveProperty('fields');
    expect(await desk.vault.open(narrative)).toMatchObject({ fields: { pole: 'A-17' } });
    const data = { ...streetLight, channel: 'import' } as const;
    expect(await codeOf(desk.give('import', randomUUID(), { type: 'ReportCase', data }))).toBe('accepted');
  });

  it('refuses what is said to have happened in the future, and lets a clock run a little ahead', async () => {
    const desk = office();
    const at = (minutes: number) => new Date(desk.clock.now() + minutes * 60_000).toISOString();
    const report = (occurredAt: string) =>
      desk.give('wang', randomUUID(), { type: 'ReportCase', data: streetLight }, { occurredAt });
    expect(await codeOf(report(at(6)))).toBe('occurred-in-future');
    expect(await codeOf(report(at(4)))).toBe('accepted');
    expect(await codeOf(report(at(-60 * 24 * 30)))).toBe('accepted');
  });

  it('answers the same command again as the first time, and writes nothing', async () => {
    const desk = office();
    const [id, meta] = [randomUUID(), metaOf('wang')];
    const report = { type: 'ReportCase', data: streetLight } as const;
    const first = await desk.give('wang', id, report, meta);
    const restarted = new CaseOffice(desk);
    for (const again of [desk, restarted]) expect(await again.give('wang', id, report, meta)).toEqual(first);
    expect(await codeOf(restarted.give('wang', id, report))).toBe('case-exists');
    expect(await desk.typesOf(id)).toHaveLength(2);
  });
});

describe('a merge', () => {
  const merged = async (who: 'chen' | 'sun' | 'qian', into: Partial<typeof streetLight>) => {
    const desk = office();
    const one = await desk.report();
    const other = randomUUID();
    const target = { type: 'ReportCase', data: { ...streetLight, ...into } } as const;
    await desk.give('import', other, target);
    return codeOf(desk.give(who, one, { type: 'Merge', data: { into: other } }));
  };

  it('needs power over both cases', async () => {
    expect(await merged('chen', { unit: 'mill-2' })).toBe('accepted');
    expect(await merged('chen', { unit: 'hill-1' })).toBe('not-permitted');
    expect(await merged('sun', { unit: 'hill-1' })).toBe('not-permitted');
    expect(await merged('qian', { unit: 'hill-1' })).toBe('accepted');
  });

  it('is for cases of one kind that both are open', async () => {
    expect(await merged('chen', { unit: 'mill-2', serviceType: '110101' })).toBe('other-family');
    const desk = office();
    const one = await desk.report();
    expect(await codeOf(desk.give('chen', one, { type: 'Merge', data: { into: randomUUID() } }))).toBe(
      'case-not-found',
    );
    expect(await codeOf(desk.give('chen', one, { type: 'Merge', data: { into: one } }))).toBe(
      'merge-with-itself',
    );
  });
});

describe('a receipt', () => {
  it('is a code derived from the case, of which the log holds the hash alone', async () => {
    const desk = office();
    const id = await desk.report();
    const code = desk.digests.receiptCodeOf(id);
    const [, issued] = await desk.eventsOf(id);
    expect(issued?.data).toEqual({ receiptHash: receiptHashOf(code) });
    expect(JSON.stringify(await desk.eventsOf(id), integersAsText)).not.toContain(code);
    expect(new CaseOffice(desk).digests.receiptCodeOf(id)).toBe(code);
  });
});

describe('a split', () => {
  const split = {
    type: 'Split',
    data: {
      children: [
        { serviceType: '050301', unit: 'mill-1', narrative: { summary: '第一盏灯' } },
        { serviceType: '050302', unit: 'hill-1', narrative: { summary: '第二盏灯' } },
      ],
    },
  } as const;

  it('names its parts after the command, so that the same command is the same parts', async () => {
    const desk = office();
    const [id, meta] = [await desk.report(), metaOf('li')];
    await take(desk, id, 'accept', 'offer', 'sign');
    await desk.give('li', id, split, meta);
    await new CaseOffice(desk).give('li', id, split, meta);
    expect((await desk.typesOf(id)).filter((type) => type === 'CaseSplit')).toHaveLength(1);
    const { children } = await desk.said(id, 'CaseSplit');
    expect(children.map(({ caseId }) => caseId)).toEqual(
      [0, 1].map((n) => uuidV5(`child ${n}`, meta.commandId)),
    );
    expect(children.map(({ receiptHash }) => receiptHash)).toEqual(
      children.map(({ caseId }) => receiptHashOf(desk.digests.receiptCodeOf(caseId))),
    );
  });
});

describe('a part that was split off for a unit that has closed since', () => {
  it('is filed with the nearest open unit above', async () => {
    const desk = office();
    const [parent, part] = [await desk.report(), randomUUID()];
    const { path: _, level: __, filedBy: ___, ...report } = await desk.said(parent, 'CaseReported');
    const data = { ...report, receiptHash: 'hash', unit: 'old-mill', channel: 'split', parent } as const;
    await desk.dispatch(new RelayToCase(part, { type: 'ReportCase', data }, metaOf('process')));
    expect((await desk.eventsOf(part))[0]?.data).toMatchObject({ unit: 'east', level: 'committee', parent });
  });
});

function integersAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
