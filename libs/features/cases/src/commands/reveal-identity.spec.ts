import { describe, expect, it } from '@jest/globals';
import type { Rejection } from '#kernel';
import { InMemoryKeyStore } from '#privacy';
import { CaseOffice, metaOf, streetLight, type Who } from '../specs/case-office.js';
import { codeOf, settle, take } from '../specs/story.js';
import { identityStream } from '../streams.js';

const looksAt = (office: CaseOffice, id: string) => office.events(identityStream(`reporter:${id}`));

describe('looking at a reporter’s identity', () => {
  it('shows contact and narrative to the holder, and is in the log', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const { contact, narrative } = await office.look('li', id, 'on-site-visit');
    expect({ contact, narrative }).toEqual({
      contact: streetLight.contact,
      narrative: streetLight.narrative,
    });
    const [look, ...more] = await looksAt(office, id);
    expect(more).toEqual([]);
    expect(look).toMatchObject({
      type: 'IdentityRevealed',
      actor: { id: 'li', role: 'branch-secretary', unit: 'mill' },
      data: { caseId: id, purpose: 'on-site-visit', unit: 'mill', role: 'branch-secretary' },
    });
  });

  it('is in the log before anything is shown', async () => {
    const keys = new InMemoryKeyStore();
    const office = new CaseOffice({ keys });
    const id = await office.report();
    const find = keys.find.bind(keys);
    let recorded = 0;
    keys.find = async (subjects) => {
      recorded = (await looksAt(office, id)).length;
      return find(subjects);
    };
    await office.look('wang', id);
    expect(recorded).toBe(1);
  });

  it('names the deputy and the one he acts for', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await office.look('xu', id);
    expect((await looksAt(office, id))[0]?.actor).toMatchObject({ id: 'xu', onBehalfOf: 'wang' });
  });

  it('is one look when its answer was lost and it is asked for again', async () => {
    const office = new CaseOffice();
    const [id, meta] = [await office.report(), metaOf('wang')];
    const first = await office.look('wang', id, 'emergency', meta);
    expect(await new CaseOffice(office).look('wang', id, 'emergency', meta)).toEqual(first);
    expect(await looksAt(office, id)).toHaveLength(1);
    await office.look('wang', id, 'emergency');
    expect(await looksAt(office, id)).toHaveLength(2);
  });

  it('answers with the revision of the case, and honours the one its sender has seen', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    const { revision, position } = await office.look('wang', id, 'emergency', { ifRevision: 1n });
    expect([revision, position]).toEqual([1n, await office.store.head()]);
    expect(await codeOf(office.look('wang', id, 'emergency', { ifRevision: 0n }))).toBe('stale-revision');
  });
});

describe('a look that is refused', () => {
  const whoMay = async (who: Who, ...before: Parameters<typeof take>[2][]) => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, ...before);
    const refusal = await office.look(who, id).catch((error: Rejection) => error);
    expect(await looksAt(office, id)).toEqual([]);
    return refusal;
  };

  it('names the seats that may', async () => {
    expect(await whoMay('lin', 'accept', 'offer', 'sign')).toMatchObject({
      code: 'not-permitted',
      details: { rule: 'RevealIdentity' },
      whoMay: [{ role: 'branch-secretary', unit: 'mill' }],
    });
    expect(await whoMay('wang', 'accept', 'offer', 'sign', 'handle', 'verify')).toMatchObject({
      whoMay: [
        { role: 'branch-secretary', unit: 'mill' },
        { role: 'call-back-officer', unit: 'east' },
      ],
    });
  });

  it('is so for the engine’s own actors and for a case that has ended', async () => {
    expect(await whoMay('import')).toMatchObject({ code: 'not-permitted' });
    const steps = ['accept', 'offer', 'sign', 'handle', 'verify', 'callBack', 'close'] as const;
    expect(await whoMay('li', ...steps)).toMatchObject({ code: 'not-permitted', whoMay: [] });
  });
});

describe('a reporter who came by another case', () => {
  it('is shown to those who handle the case his was merged into', async () => {
    const office = new CaseOffice();
    const target = await office.report();
    const id = await office.report({ unit: 'mill-1', contact: { name: '李四' } });
    await take(office, target, 'accept', 'offer', 'sign');
    await office.give('chen', id, { type: 'Merge', data: { into: target } });
    expect((await office.look('li', id)).contact).toEqual({ name: '李四' });
    expect(await codeOf(office.look('wang', id))).toBe('not-permitted');
    expect(await looksAt(office, id)).toHaveLength(1);
    expect(await looksAt(office, target)).toHaveLength(0);
  });

  it('is shown to those who handle a part of his case, and sees it by his own receipt', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const child = { serviceType: '050301', unit: 'lake-1', narrative: { summary: '另一盏' } };
    await office.give('li', id, { type: 'Split', data: { children: [child] } });
    await settle(office);
    const [part = ''] = (await office.said(id, 'CaseSplit')).children.map(({ caseId }) => caseId);
    const { contact, narrative } = await office.look('jin', part);
    expect([contact, narrative]).toEqual([streetLight.contact, { summary: '另一盏' }]);
    expect((await looksAt(office, id))[0]?.data).toMatchObject({ caseId: part, unit: 'lake-1' });
  });
});
