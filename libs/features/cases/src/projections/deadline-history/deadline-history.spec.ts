import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryEventStore, type StoredEvent } from '#event-store';
import { FixedClock, type Rules } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { rules } from '../../domain/rules/testing.js';
import { calendars, NOW } from '../../domain/testing.js';
import { CaseOffice } from '../../specs/case-office.js';
import { casesIn } from '../../specs/naive-cases.js';
import { histories, logOf } from '../../specs/random-logs.js';
import { take } from '../../specs/story.js';
import { CaseDeadlineQueries, type CaseDeadlines } from './case-deadlines.queries.js';
import { clockWordsIn } from './clock-words.js';

const books = {
  catalogues: { book: () => Promise.resolve({ current: rules, at: () => rules }) },
  calendars: { book: () => Promise.resolve(calendars) },
};
const HOUR = 3_600_000;

const timed = () => new CaseOffice({ rules });
const queriesOver = (store: InMemoryEventStore) =>
  new CaseDeadlineQueries(store, books.calendars, books.catalogues);
const deadlinesOf = ({ store }: CaseOffice, id: string) => queriesOver(store as InMemoryEventStore).of(id);

/** A case that li holds, with five working days from Monday, 2 March, nine o'clock. */
async function held(office: CaseOffice): Promise<string> {
  const id = await office.report();
  await take(office, id, 'accept', 'offer', 'sign');
  return id;
}

function wordsOf({ lines }: CaseDeadlines): readonly string[] {
  return lines.map(({ words }) => words.en);
}

describe('why a date is what it is', () => {
  it('is reckoned anew from the start, the limit and the calendar, and gives the date that was decided', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const log = await logOf(history, new Vault(new InMemoryKeyStore()));
        const queries = queriesOver(await storeWith(log));
        for (const { caseId, state } of casesIn(log)) {
          const { running } = await queries.of(caseId);
          expect(running.map(({ deadline }) => deadline.name).sort()).toEqual(
            Object.keys(state.clock.running).sort(),
          );
          for (const { deadline, explanation } of running) expect(explanation?.due).toBe(deadline.due);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('names the days that were skipped, and the calendar', async () => {
    const office = timed();
    const { running } = await deadlinesOf(office, await held(office));
    const handle = running.find(({ deadline }) => deadline.name === 'handle');
    expect(handle?.explanation).toMatchObject({
      due: '2026-03-06T09:00:00.000Z',
      calendar: { id: 'cn', version: 1 },
      skipped: [],
    });
    const contact = running[0]?.deadline;
    expect(contact).toMatchObject({ name: 'first-contact', due: '2026-03-02T09:00:00.000Z' });
  });
});

describe('the history of deadlines', () => {
  it('leads, line by line, to the dates that stand at its end', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const log = await logOf(history, new Vault(new InMemoryKeyStore()));
        const queries = queriesOver(await storeWith(log));
        for (const { caseId } of casesIn(log)) {
          const { running, lines } = await queries.of(caseId);
          const dates = new Map<string, string>();
          for (const { name, to, deed } of lines) {
            if (name !== undefined && to !== undefined) dates.set(name, to);
            if (name !== undefined && deed === 'ended') dates.delete(name);
          }
          for (const { deadline } of running) expect(dates.get(deadline.name)).toBe(deadline.due);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('tells of starts, rungs and ends', async () => {
    const office = timed();
    const id = await held(office);
    const reminding = (await deadlinesOf(office, id)).running.find(
      ({ deadline }) => deadline.name === 'handle',
    );
    office.clock.advance(Date.parse(reminding?.deadline.alarm?.at ?? '') - NOW + 1_500);
    const { version = 0 } = reminding?.deadline ?? {};
    await office.give('process', id, {
      type: 'FireDeadline',
      data: { name: 'handle', version, lane: 'sweep' },
    });
    const found = await deadlinesOf(office, id);
    expect(wordsOf(found)).toEqual([
      'accept: starts at mill-1, 2 working hours, due 2026-03-02 11:00.',
      'accept: over.',
      'handle: starts at east, 5 working days, due 2026-03-06 17:00.',
      'sign: starts at mill, 4 working hours, due 2026-03-02 14:00.',
      'sign: over.',
      'handle: goes on at mill, due 2026-03-06 17:00 as before.',
      'first contact: starts at mill, 1 working day, due 2026-03-02 17:00.',
      'first contact: overdue of 2026-03-02 17:00 fired 72 h 0 min late, by the sweep.',
      'handle: reminder of 2026-03-05 17:00 fired 1.500 s late, by the sweep.',
      'handle: next overdue, 2026-03-06 17:00.',
    ]);
    expect(found.lines.findLast(({ deed }) => deed === 'fired')).toMatchObject({
      name: 'handle',
      lateMs: 1_500,
    });
  });

  it('tells of a pause and what was left, and of an extension', async () => {
    const office = timed();
    const id = await held(office);
    await office.give('li', id, { type: 'AskResident', data: { question: '哪一盏?', days: 3 } });
    const paused = await deadlinesOf(office, id);
    expect(paused.running.map(({ deadline }) => deadline.name)).toEqual(['answer']);
    expect(paused.standing.map(({ name, remaining }) => [name, remaining])).toContainEqual([
      'handle',
      { unit: 'working-days', days: 5 },
    ]);
    office.clock.advance(24 * HOUR);
    await office.give('li', id, { type: 'RecordResidentAnswer', data: { answer: '桥头那盏' } });
    await office.give('li', id, { type: 'RequestExtension', data: { reason: '待料' } });
    await office.give('chen', id, { type: 'DecideExtension', data: { granted: true } });
    const found = await deadlinesOf(office, id);
    const handle = found.running.find(({ deadline }) => deadline.name === 'handle')?.deadline;
    expect(handle?.because).toBe('extension');
    expect(wordsOf(found)).toEqual(
      expect.arrayContaining([
        'The clock stands: waiting for the resident, until 2026-03-05 09:00 at the latest.',
        'The resident has answered.',
        'The clock runs again (waiting for the resident).',
        'handle: runs again, due 2026-03-09 17:00.',
        'mill asks for an extension: 3 working days; east decides.',
      ]),
    );
    expect(found.lines.findLast(({ deed }) => deed === 'moved')).toMatchObject({
      name: 'handle',
      from: '2026-03-09T09:00:00.000Z',
      to: handle?.due,
    });
  });

  it('calls a step by its name in the rules of the case, and by its code where they cannot be found', async () => {
    const office = timed();
    const id = await office.report({ serviceType: '050201' });
    await take(office, id, 'accept', 'offer', 'sign');
    await office.give('li', id, { type: 'CompleteStep', data: { step: 'stop-work', account: '已停工' } });
    const found = await deadlinesOf(office, id);
    expect(found.words.limit('step-demolish')).toEqual({ en: 'demolish', zh: '拆除' });
    expect(found.lines.slice(-2).map(({ words }) => words)).toEqual([
      { en: 'stop work: done.', zh: '停工：已完成。' },
      { en: 'stop work: over.', zh: '停工：结束。' },
    ]);
    const none = { book: () => Promise.resolve({ current: rules, at: () => undefined }) };
    const bare = await new CaseDeadlineQueries(office.store, books.calendars, none).of(id);
    expect(bare.words.limit('step-demolish')).toEqual({ en: 'step demolish', zh: '步骤 demolish' });
  });

  it('calls the rungs of a reopened case by its own ladder', () => {
    const quick = {
      code: 'quick',
      at: { percent: 50 },
      action: 'remind',
      label: { en: 'quick', zh: '速办' },
    } as const;
    const other: Rules = {
      ...rules,
      limitOf: (type, stage) =>
        stage === 'reopened' ? { limit: { unit: 'same-day' }, ladder: 'quick' } : rules.limitOf(type, stage),
      ladder: (code) => (code === 'quick' ? [quick] : rules.ladder(code)),
    };
    expect(clockWordsIn(other, '050301').rung('handle', 'quick')).toEqual(quick.label);
  });

  it('has Chinese words for every line', async () => {
    const office = timed();
    const { lines } = await deadlinesOf(office, await held(office));
    for (const { words } of lines) expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is refused for a case that nobody reported', async () => {
    await expect(deadlinesOf(timed(), 'nothing')).rejects.toMatchObject({ code: 'case-not-found' });
  });
});

async function storeWith(log: readonly StoredEvent[]): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore(new FixedClock(NOW));
  for (const event of log)
    await store.append(event.stream, event.revision === 0n ? 'no-stream' : event.revision - 1n, [event]);
  return store;
}
