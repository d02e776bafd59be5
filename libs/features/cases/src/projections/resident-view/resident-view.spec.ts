import { describe, expect, it } from '@jest/globals';
import { CaseOffice } from '../../specs/case-office.js';
import { codeOf, settle, take } from '../../specs/story.js';
import { follow } from '../../specs/views.js';
import { CaseCardQueries } from '../case-card/case-card.queries.js';
import { CaseHistoryQueries } from '../case-history/case-history.queries.js';
import { ServiceTypes } from '../service-types.js';
import { ResidentViewQueries } from './resident-view.queries.js';

/** The office, and what a resident sees of it by his receipt. */
async function officeWithTracking() {
  const office = new CaseOffice();
  const { views, caughtUp } = await follow(office);
  const history = new CaseHistoryQueries(office.store, office.vault);
  const residents = new ResidentViewQueries(
    new CaseCardQueries(views),
    history,
    new ServiceTypes(office.catalogues),
  );
  const track = async (caseId: string) => {
    await caughtUp();
    return residents.byReceipt(office.digests.receiptCodeOf(caseId));
  };
  return { office, residents, track };
}

const wholeWay = ['accept', 'offer', 'sign', 'handle', 'verify', 'callBack', 'close'] as const;

describe('following one’s case by receipt', () => {
  it('shows where it stands, who answers, what was done and the reply', async () => {
    const { office, track } = await officeWithTracking();
    const id = await office.report();
    expect(await track(id)).toMatchObject({ caseId: id, stage: 'reported', answers: 'mill-1', looks: [] });
    await take(office, id, ...wholeWay);
    const closed = await track(id);
    expect(closed).toMatchObject({ stage: 'closed', outcome: 'solved' });
    expect(closed.answers).toBeUndefined();
    expect(closed.mayReopenUntil).toBe('2026-04-01T01:00:00.000Z');
    expect(closed.steps.map(({ type, text }) => [type, text])).toEqual([
      ['CaseReported', undefined],
      ['CaseAccepted', undefined],
      ['CustodyAccepted', undefined],
      ['HandlingReported', undefined],
      ['CaseClosed', undefined],
      ['PublicReplyPublished', '路灯已修好 It shines'],
    ]);
  });

  it('shows neither contact nor names nor what offices write for themselves', async () => {
    const { office, track } = await officeWithTracking();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    await office.give('he', id, { type: 'AddNote', data: { visibility: 'internal', text: 'INTERNAL' } });
    await office.give('he', id, { type: 'AddNote', data: { visibility: 'public', text: '请耐心等待' } });
    const shown = JSON.stringify(await track(id));
    expect(shown).toContain('请耐心等待');
    for (const hidden of [
      'INTERNAL',
      '张伟',
      '13800000000',
      '换了灯泡',
      '路灯已修好',
      '"li"',
      '"wang"',
      '"box"',
    ])
      expect(shown).not.toContain(hidden);
  });

  it('shows who looked at his contact, when and what for, by role and unit', async () => {
    const { office, track } = await officeWithTracking();
    const id = await office.report();
    await office.look('xu', id, 'on-site-visit');
    expect((await track(id)).looks).toEqual([
      { at: '2026-03-02T01:00:00.000Z', unit: 'mill-1', role: 'grid-worker', purpose: 'on-site-visit' },
    ]);
  });

  it('shows an erased reply as a step without words', async () => {
    const { office, track } = await officeWithTracking();
    const id = await office.report();
    await take(office, id, ...wholeWay);
    await office.forget('shi', `case:${id}`);
    expect((await track(id)).steps.at(-1)).toEqual({
      at: '2026-03-02T01:00:00.000Z',
      type: 'PublicReplyPublished',
      line: { en: 'Reply', zh: '答复' },
    });
  });

  it('is refused for a code that is not one, and forgives how it is typed', async () => {
    const { office, residents, track } = await officeWithTracking();
    const id = await office.report();
    await track(id);
    for (const code of ['', 'XXXX-XXXX-XXXX-XXXX', id])
      expect(await codeOf(residents.byReceipt(code))).toBe('case-not-found');
    const code = office.digests.receiptCodeOf(id);
    expect(await codeOf(residents.byReceipt(` ${code.toLowerCase().replaceAll('-', ' ')} `))).toBe(
      'accepted',
    );
  });
});

describe('following a case that was merged into another', () => {
  /** His case and another's; each has something of its own that the other must not see. */
  async function twoCases() {
    const { office, track, residents } = await officeWithTracking();
    const other = await office.report({
      narrative: { summary: 'OTHER WORDS' },
      contact: { name: 'OTHER NAME' },
    });
    const note = (text: string) => ({ type: 'AddNote', data: { visibility: 'public', text } }) as const;
    await office.give('wang', other, note('OTHER NOTE BEFORE'));
    const his = await office.report();
    await office.give('chen', his, { type: 'Merge', data: { into: other } });
    await settle(office);
    await office.give('wang', other, note('OTHER NOTE AFTER'));
    return { office, track, residents, his, other };
  }

  it('shows how the other is handled from then on, and its answer', async () => {
    const { office, track, his, other } = await twoCases();
    await take(office, other, 'accept', 'offer', 'sign', 'handle', 'verify', 'callBack');
    const called = { reporter: his, reached: true, solved: true, satisfied: true };
    await office.give('guo', other, { type: 'CallBack', data: called });
    await take(office, other, 'close');
    const shown = await track(his);
    expect(shown).toMatchObject({
      caseId: his,
      stage: 'closed',
      outcome: 'solved',
      mergedInto: '2026-000001',
    });
    expect(shown.steps.map(({ type }) => type)).toEqual([
      'CaseReported',
      'CaseMerged',
      'CaseAccepted',
      'CustodyAccepted',
      'HandlingReported',
      'CaseClosed',
      'PublicReplyPublished',
    ]);
    expect(shown.steps.at(-1)?.text).toBe('路灯已修好 It shines');
  });

  it('shows nothing of the other reporter, nor the other him', async () => {
    const { office, track, his, other } = await twoCases();
    await office.look('wang', other, 'first-contact');
    const shown = await track(his);
    expect(JSON.stringify(shown)).not.toContain('OTHER');
    expect(shown.looks).toEqual([]);
    expect(JSON.stringify(await track(other))).not.toContain('张伟');
  });

  it('follows on when the other was merged in its turn', async () => {
    const { office, track, residents, his, other } = await twoCases();
    const third = await office.report();
    await office.give('chen', other, { type: 'Merge', data: { into: third } });
    await settle(office);
    await take(office, third, 'accept');
    const shown = await track(his);
    expect(shown).toMatchObject({ stage: 'accepted', answers: 'east', mergedInto: '2026-000003' });
    expect(shown.steps.map(({ type }) => type)).toEqual([
      'CaseReported',
      'CaseMerged',
      'CaseMerged',
      'CaseAccepted',
    ]);
    expect(await residents.handledAs(his)).toBe(third);
  });

  it('stands for itself again when the merge is undone', async () => {
    const { office, track, his } = await twoCases();
    await office.give('chen', his, { type: 'Unmerge', data: {} });
    await settle(office);
    const shown = await track(his);
    expect(shown).toMatchObject({ stage: 'reported', answers: 'mill-1' });
    expect(shown.mergedInto).toBeUndefined();
    expect(shown.steps.map(({ type }) => type)).toEqual(['CaseReported', 'CaseMerged', 'CaseUnmerged']);
  });
});
