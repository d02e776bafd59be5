import { describe, expect, it } from '@jest/globals';
import type { Rejection } from '#kernel';
import { InMemoryKeyStore, KeyStoreUnavailable } from '#privacy';
import { CaseOffice, metaOf } from '../specs/case-office.js';
import { codeOf, settle, take } from '../specs/story.js';
import { privacyStream } from '../streams.js';
import type { Narrative } from '../domain/case.events.js';

const erasuresOf = (office: CaseOffice, subject: string) => office.events(privacyStream(subject));

async function narrativeOf(office: CaseOffice, id: string): Promise<Narrative | undefined> {
  return office.vault.open((await office.said(id, 'CaseReported')).narrative);
}

describe('erasing a reporter', () => {
  it('destroys his key and leaves a fact that names no person', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await office.forget('shi', `reporter:${id}`);
    expect(await narrativeOf(office, id)).toBeUndefined();
    const [erased] = await erasuresOf(office, `reporter:${id}`);
    expect(erased).toMatchObject({
      type: 'SubjectKeyDestroyed',
      actor: { id: 'shi', role: 'data-officer', unit: 'town' },
      data: { subject: `reporter:${id}` },
    });
  });

  it('is one fact, however often it is asked for, also after a restart', async () => {
    const office = new CaseOffice();
    const [id, meta] = [await office.report(), metaOf('shi')];
    const subject = `reporter:${id}`;
    const first = await office.forget('shi', subject, meta);
    expect(await new CaseOffice(office).forget('shi', subject, meta)).toEqual(first);
    expect(await office.forget('operator', subject)).toEqual(first);
    expect(await erasuresOf(office, subject)).toHaveLength(1);
  });

  it('is finished by the process when the service died between the fact and the deed', async () => {
    const keys = new InMemoryKeyStore();
    const office = new CaseOffice({ keys });
    const id = await office.report();
    const destroy = keys.destroy.bind(keys);
    keys.destroy = () => Promise.reject(new KeyStoreUnavailable('power cut'));
    await expect(office.forget('shi', `reporter:${id}`)).rejects.toThrow('power cut');
    expect(await narrativeOf(office, id)).toBeDefined();
    keys.destroy = destroy;
    const restarted = new CaseOffice(office);
    await settle(restarted);
    expect(await narrativeOf(office, id)).toBeUndefined();
    expect(await erasuresOf(office, `reporter:${id}`)).toHaveLength(1);
  });

  it('is asked for in the name of any of his cases', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const child = { serviceType: '050301', unit: 'mill-1', narrative: { summary: '另一盏' } };
    await office.give('li', id, { type: 'Split', data: { children: [child] } });
    const [part = ''] = (await office.said(id, 'CaseSplit')).children.map(({ caseId }) => caseId);
    await settle(office);
    expect(await narrativeOf(office, part)).toEqual({ summary: '另一盏' });
    await office.forget('shi', `reporter:${part}`);
    for (const each of [id, part]) expect(await narrativeOf(office, each)).toBeUndefined();
    expect(await erasuresOf(office, `reporter:${id}`)).toHaveLength(1);
  });
});

describe('erasing what was written about a case', () => {
  it('leaves the reporter’s own words', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    await office.forget('shi', `case:${id}`);
    const { publicReply } = await office.said(id, 'HandlingReported');
    expect(await office.vault.open(publicReply)).toBeUndefined();
    expect(await narrativeOf(office, id)).toBeDefined();
  });

  it('lets the case go on, but without words: they are refused, and the refusal says why', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await office.forget('shi', `case:${id}`);
    await take(office, id, 'accept', 'offer', 'sign');
    const note = { type: 'AddNote', data: { visibility: 'public', text: 'words' } } as const;
    expect(await codeOf(office.give('li', id, note))).toBe('subject-erased');
    expect(
      await codeOf(office.give('li', id, { type: 'RecordFirstContact', data: { result: 'on-site' } })),
    ).toBe('accepted');
  });

  it('lets a look show what there is', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await office.forget('shi', `reporter:${id}`);
    const { contact, narrative } = await office.look('wang', id);
    expect([contact, narrative]).toEqual([undefined, undefined]);
  });
});

describe('who may erase', () => {
  it('is the data officer above the case, and the operator at the console', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    const refusal = await office.forget('chen', `reporter:${id}`).catch((error: Rejection) => error);
    expect(refusal).toMatchObject({
      code: 'not-permitted',
      details: { rule: 'EraseSubject' },
      whoMay: [{ role: 'data-officer', unit: 'town' }],
    });
    for (const who of ['resident', 'import'] as const)
      expect(await codeOf(office.forget(who, `reporter:${id}`))).toBe('not-permitted');
    expect(await codeOf(office.forget('operator', `reporter:${id}`))).toBe('accepted');
  });

  it.each(['', 'reporter', 'reporter:', 'person:wang', 'case:nothing'])(
    'is not asked for what is no subject: %j',
    async (subject) => {
      expect(await codeOf(new CaseOffice().forget('operator', subject))).toBe('case-not-found');
    },
  );
});
