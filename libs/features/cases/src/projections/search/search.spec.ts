import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { streamName, type LogPosition, type StoredEvent } from '#event-store';
import { InMemoryKeyStore, Vault } from '#privacy';
import { OPEN_STAGES } from '../../domain/case.state.js';
import { reportedAs } from '../../domain/testing.js';
import { storedAs } from '../../specs/stored.js';
import { asStore, viewsOf } from '../../specs/views.js';
import { CaseListQueries } from '../case-list/case-list.queries.js';
import { phrasesOf, wordsOf } from './words.js';

const summaries = {
  lamp: '河边路灯不亮，影响夜间出行',
  path: '小路灯笼挂得太低',
  english: 'The street LIGHT at No. 12-B is broken, near Müller’s café',
  mixed: 'A栋3单元电梯坏了 elevator stuck',
  operators: 'NOT AND OR NEAR words scopes rowid',
  quotes: 'he said "light" and * went ^ away : (gone)',
};

type Name = keyof typeof summaries;

describe('finding cases by their words', () => {
  let lists: CaseListQueries;
  beforeEach(async () => {
    const vault = new Vault(new InMemoryKeyStore());
    const log = await Promise.all(
      Object.entries(summaries).map(([name, summary], index) => reportOf(name, summary, index, vault)),
    );
    const views = await viewsOf([log], vault);
    lists = new CaseListQueries(asStore(views));
  });

  async function reportOf(name: string, summary: string, index: number, vault: Vault): Promise<StoredEvent> {
    const narrative = await vault.seal(`reporter:${name}`, { summary });
    const more = {
      narrative,
      reporter: `reporter:${name}`,
      ...(name === 'lamp' && { externalRef: '101-777' }),
    };
    const [report] = reportedAs(more);
    if (!report) throw new Error('no report');
    const position = String(index + 1).padStart(20, '0') as LogPosition;
    return storedAs(streamName('case', name), report, { position });
  }

  const found = async (text: string, scope = 'county') => {
    const filter = { scope, stages: OPEN_STAGES, order: 'oldest', limit: 50, text } as const;
    return (await lists.list(filter)).map(({ caseId }) => caseId as Name);
  };

  it('finds Chinese words of two characters where they stand side by side', async () => {
    expect(await found('路灯')).toEqual(['lamp', 'path']);
    expect(await found('不亮')).toEqual(['lamp']);
    expect(await found('灯路')).toEqual([]);
    expect(await found('电梯')).toEqual(['mixed']);
    expect(await found('夜间 路灯')).toEqual(['lamp']);
    expect(await found('灯')).toEqual(['lamp', 'path']);
  });

  it('finds English words whatever their case and accents, and by their beginning', async () => {
    expect(await found('light')).toEqual(['english', 'quotes']);
    expect(await found('Broken LIG')).toEqual(['english']);
    expect(await found('street light')).toEqual(['english']);
    expect(await found('muller')).toEqual(['english']);
    expect(await found('CAFÉ')).toEqual(['english']);
    expect(await found('ight')).toEqual([]);
  });

  it('finds mixed words, full-width letters, house numbers, case numbers and references', async () => {
    expect(await found('A栋3单元')).toEqual(['mixed']);
    expect(await found('ｌｉｇｈｔ')).toEqual(['english', 'quotes']);
    expect(await found('12-B')).toEqual(['english']);
    expect(await found('2026-000003')).toEqual(['english']);
    expect(await found('101-777')).toEqual(['lamp']);
  });

  it('finds them within one’s own units alone', async () => {
    expect(await found('路灯', 'mill-1')).toEqual(['lamp', 'path']);
    expect(await found('路灯', 'mill-2')).toEqual([]);
    expect(await found('路灯', 'mill')).toEqual(['lamp', 'path']);
    expect(await found('路灯', 'umill')).toEqual([]);
  });

  it('finds nothing where there are no words', async () => {
    for (const text of ['', ' ', '""', '***', '。，', '#', '😀']) expect(await found(text)).toEqual([]);
  });

  it('takes operators, quotes and column names for words', async () => {
    expect(await found('NOT AND OR')).toEqual(['operators']);
    expect(await found('light NOT broken')).toEqual([]);
    expect(await found('broken OR elevator')).toEqual([]);
    expect(await found('NEAR(street light)')).toEqual([]);
    expect(await found('scopes:umill')).toEqual([]);
    expect(await found('rowid : 1')).toEqual([]);
    expect(await found('"light" and * went ^ away : (gone)')).toEqual(['quotes']);
    expect(await found('-light')).toEqual(['english', 'quotes']);
    expect(await found('l*')).toEqual(['english', 'quotes']);
  });

  it('takes no text for a query of its own, and shows nobody a case outside his units', async () => {
    const parts = fc.constantFrom(
      '"',
      '*',
      '^',
      ':',
      '(',
      ')',
      '{',
      '}',
      '+',
      '-',
      ',',
      'NEAR',
      'AND',
      'OR',
      'NOT',
    );
    const names = fc.constantFrom(
      'words',
      'scopes',
      'rowid',
      'case_text',
      '路灯',
      'light',
      "'",
      '\\',
      ';',
      '--',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.oneof(parts, names, fc.constant(' ')), { maxLength: 12 }).map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        expect(await found(typed, 'hill')).toEqual([]);
        await found(typed);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the words of a text', () => {
  it('are letters and digits, lower case, each Chinese character for itself', () => {
    expect(wordsOf('A栋3单元，NO.12 Straße')).toEqual(['a', '栋', '3', '单', '元', 'no', '12', 'straße']);
  });

  it('make one phrase of each part between spaces', () => {
    expect(phrasesOf('路灯 A-12')).toBe('"路 灯" AND "a 12"*');
    expect(phrasesOf('"" *')).toBeUndefined();
  });

  it('are no more than a person types', () => {
    const many = Array.from({ length: 60 }, (_, n) => `w${n}`).join(' ');
    expect(phrasesOf(many)?.split(' AND ')).toHaveLength(12);
  });
});
