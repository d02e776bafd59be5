import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryEventStore, type StoredEvent } from '#event-store';
import { FixedClock } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { CASE_EVENT_TYPES } from '../../domain/case.codec.js';
import type { CaseEvent } from '../../domain/case.events.js';
import { rules } from '../../domain/rules/testing.js';
import { NOW, text } from '../../domain/testing.js';
import { CaseOffice, streetLight } from '../../specs/case-office.js';
import { histories, logOf } from '../../specs/random-logs.js';
import { settle, take } from '../../specs/story.js';
import { CaseHistoryQueries } from './case-history.queries.js';
import { isShared, publicLineOf } from './public-lines.js';

const historyOf = ({ store, vault }: CaseOffice) => new CaseHistoryQueries(store, vault);

describe('the history of a case', () => {
  it('has every event, whatever its type, as the log has it', async () => {
    const seen = new Set<string>();
    for (const history of fc.sample(histories, { numRuns: 120, seed: 20_260_302 })) {
      const vault = new Vault(new InMemoryKeyStore());
      const log = (await logOf(history, vault)).filter(({ stream }) => stream.startsWith('case-'));
      const queries = new CaseHistoryQueries(await storeWith(log), await vaultFor(log, vault));
      for (const stream of new Set(log.map((event) => event.stream))) {
        const lines = await queries.of(stream.slice('case-'.length));
        const expected = log.filter((event) => event.stream === stream).map(({ type }) => type);
        expect(lines.map(({ stored }) => stored.type)).toEqual(expected);
        for (const type of expected) seen.add(type);
      }
    }
    // The one that only a new calendar brings.
    expect(CASE_EVENT_TYPES.filter((type) => !seen.has(type))).toEqual(['DeadlinesSet']);
  });

  it('opens the texts, and keeps the contact closed', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    const lines = await historyOf(office).of(id);
    expect(lines[0]?.opened).toMatchObject({ narrative: streetLight.narrative, contact: 'sealed' });
    expect(lines.at(-1)?.opened).toMatchObject({
      internalAccount: '换了灯泡 bulb replaced',
      publicReply: '路灯已修好 It shines',
    });
    const all = JSON.stringify(lines.map(({ opened }) => opened));
    for (const part of Object.values(streetLight.contact ?? {})) expect(all).not.toContain(part);
    expect(all).not.toContain('"box"');
  });

  it('shows what each step has done to the limits', async () => {
    const office = new CaseOffice({ rules });
    const id = await office.report();
    await take(office, id, 'accept');
    const lines = await historyOf(office).of(id);
    expect(lines.at(-1)).toMatchObject({
      event: { type: 'CaseAccepted' },
      opened: { deadlines: { armed: [{ name: 'handle' }], ended: ['accept'] } },
    });
  });

  it('shows an erased text as null and everything else as before', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign', 'handle');
    const before = await historyOf(office).of(id);
    await office.forget('shi', `reporter:${id}`);
    await office.forget('shi', `case:${id}`);
    const after = await historyOf(office).of(id);
    expect(after[0]?.opened).toEqual({ ...before[0]?.opened, narrative: null });
    expect(after.at(-1)?.opened).toEqual({
      ...before.at(-1)?.opened,
      internalAccount: null,
      publicReply: null,
    });
    expect(after.map(({ stored }) => stored)).toEqual(before.map(({ stored }) => stored));
  });

  it('passes by what a later release has written', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    const [reported] = await office.eventsOf(id);
    if (!reported) throw new Error('no report');
    const later = { ...reported, id: '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a11', type: 'CaseRated' };
    await office.store.append(reported.stream, 1n, [later]);
    expect((await historyOf(office).of(id)).map(({ event }) => event.type)).toEqual([
      'CaseReported',
      'ReceiptIssued',
    ]);
  });

  it('is refused for a case that nobody reported', async () => {
    await expect(historyOf(new CaseOffice()).of('nothing')).rejects.toMatchObject({ code: 'case-not-found' });
    expect(await historyOf(new CaseOffice()).looksAt('nothing')).toEqual([]);
  });
});

describe('the looks at a reporter', () => {
  it('are all there, also those by a part of his case', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await office.look('wang', id, 'emergency');
    await take(office, id, 'accept', 'offer', 'sign');
    const child = { serviceType: '050301', unit: 'lake-1', narrative: { summary: '另一盏' } };
    await office.give('li', id, { type: 'Split', data: { children: [child] } });
    await settle(office);
    const [part = ''] = (await office.said(id, 'CaseSplit')).children.map(({ caseId }) => caseId);
    await office.look('jin', part, 'on-site-visit');
    for (const each of [id, part])
      expect((await historyOf(office).looksAt(each)).map(({ actor }) => actor.id)).toEqual(['wang', 'jin']);
  });
});

describe('what the reporter reads', () => {
  const kept =
    `ReceiptIssued CustodyOffered ReturnRequested ReturnGranted ReturnRefused HelperAdded HelpCompleted
    VerificationRecorded CallbackRecorded DuplicateLinked DuplicateUnlinked DeadlinesSet DeadlineFired DeadlineMoved
    ClockPaused ClockResumed ExtensionRequested ExtensionRefused ShelvingRequested ShelvingApproved ShelvingRefused
    RulesMigrated CaseReminded SupervisorAdded CaseFlagged CaseFellSilent RectificationReported SupervisionAppealed
    AppealDecided SupervisionCleared SupervisionCommented`.split(/\s+/);
  const eventOf = (type: string, data: object = {}) => ({ type, data }) as unknown as CaseEvent;

  it('is a line in both languages for what concerns him, and nothing of what offices settle among themselves', () => {
    for (const type of CASE_EVENT_TYPES.filter((each) => each !== 'NoteAdded')) {
      const line = publicLineOf(eventOf(type));
      expect({ type, isPublic: line !== undefined }).toEqual({ type, isPublic: !kept.includes(type) });
      if (line) expect([line.en, line.zh].every((words) => words.length > 0)).toBe(true);
    }
  });

  it('is a note when it was written for him', () => {
    const note = (visibility: string) => publicLineOf(eventOf('NoteAdded', { visibility, text: text('') }));
    expect(note('public')).toBeDefined();
    expect(note('internal')).toBeUndefined();
  });

  it('is, where his case was merged, nothing that was said by or to the reporter of the other', () => {
    const own =
      'CaseReported CaseRejected FirstContactMade NoteAdded CaseWithdrawn ResidentAsked ResidentAnswered'.split(
        ' ',
      );
    const lines = CASE_EVENT_TYPES.filter((type) => publicLineOf(eventOf(type, { visibility: 'public' })));
    expect(lines.filter((type) => !isShared(eventOf(type)))).toEqual(own);
    expect(CASE_EVENT_TYPES.filter((type) => isShared(eventOf(type)) && !lines.includes(type))).toEqual([]);
  });
});

async function storeWith(log: readonly StoredEvent[]): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore(new FixedClock(NOW));
  for (const event of log)
    await store.append(event.stream, event.revision === 0n ? 'no-stream' : event.revision - 1n, [event]);
  return store;
}

/** The walks put words into open envelopes; here those count as erased. */
async function vaultFor(log: readonly StoredEvent[], vault: Vault): Promise<Vault> {
  const subjects = JSON.stringify(log.map(({ data }) => data)).matchAll(/"subject":"([^"]+)"/g);
  for (const [, subject = ''] of subjects) await vault.destroy(subject);
  return vault;
}
