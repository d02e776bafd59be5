import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';
import { eventsIn, typesIn } from './specs/log.js';

let desk: Console;
beforeEach(() => {
  desk = new Console();
});
afterEach(() => desk.remove());

const FROM_FILE = ['--mapping', 'boston-311', '--units', 'from-file'] as const;

describe('importing a public file', () => {
  it('makes each row a case with its whole life', async () => {
    const { code, out } = await importing(bostonFile([{}, OPEN, { QUEUE: '', Department: '', ...OPEN }]));

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 3, imported: 3, alreadyThere: 0, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({
      CaseReported: 3,
      ReceiptIssued: 3,
      CaseAccepted: 3,
      CustodyOffered: 3,
      CustodyAccepted: 3,
      FirstContactMade: 1,
      HandlingReported: 1,
      VerificationRecorded: 1,
      CallbackRecorded: 1,
      CaseClosed: 1,
      PublicReplyPublished: 1,
    });
  });

  it('opens the units that the file names, each once', async () => {
    await importing(bostonFile([{}, {}, { precinct: '608.0' }]));
    const { out } = await desk.run(['units', 'list', '--json']);
    const units = JSON.parse(out) as { id: string; level: string }[];

    expect(units.map(({ id, level }) => `${level} ${id}`).sort()).toEqual([
      'branch boston-mill-harbor-w6',
      'committee boston-mill-harbor',
      'county boston',
      'external boston-department-pwdx',
      'external boston-queue-pwdx-made-up-lights',
      'group boston-mill-harbor-w6-p607',
      'group boston-mill-harbor-w6-p608',
      'town boston-town',
    ]);
  });

  it('says in the log that it was an import, and when it happened', async () => {
    await importing(bostonFile([{}]));
    const [first] = await eventsIn(desk, 'case-');

    expect(first).toMatchObject({
      actor: { id: 'import', role: 'import' },
      occurredAt: '2015-03-02T14:00:00.000Z',
      data: { externalRef: '1001', channel: 'import', unit: 'boston-mill-harbor-w6-p607' },
    });
    expect(JSON.stringify((await eventsIn(desk, '')).map(({ data }) => data))).not.toMatch(
      /Nowhere|lamp|all set/,
    );
  });

  it('changes nothing the second time', async () => {
    const file = bostonFile([{}, OPEN]);
    await importing(file);
    const before = await eventsIn(desk, '');
    const { out } = await importing(file);

    expect(JSON.parse(out)).toMatchObject({ imported: 0, alreadyThere: 2 });
    expect(await eventsIn(desk, '')).toEqual(before);
  });

  it('takes a row that comes twice as one', async () => {
    const { out } = await importing(
      bostonFile([{ CASE_ENQUIRY_ID: '7' }, { CASE_ENQUIRY_ID: '7', CASE_TITLE: 'other' }]),
    );

    expect(JSON.parse(out)).toMatchObject({ rows: 2, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({ CaseReported: 1, CaseClosed: 1 });
  });

  it('carries an open case on when a newer file has closed it', async () => {
    await importing(bostonFile([{ ...OPEN, CASE_TITLE: 'new' }]));
    const { out } = await importing(bostonFile([{ CASE_TITLE: 'worded otherwise' }]));

    expect(JSON.parse(out)).toMatchObject({ imported: 1, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({
      CaseReported: 1,
      CustodyAccepted: 1,
      CaseClosed: 1,
    });
  });

  it('goes on where it was stopped, and ends as if it never had been', async () => {
    const file = bostonFile(Array.from({ length: 300 }, () => ({})));
    const stop = new AbortController();
    const stopped = importing(file, stop.signal);
    setTimeout(() => stop.abort(), 300);
    const { code } = await stopped;
    const { out } = await importing(file);

    expect([0, 130]).toContain(code);
    expect(JSON.parse(out)).toMatchObject({ rows: 300, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({
      CaseReported: 300,
      CaseClosed: 300,
      PublicReplyPublished: 300,
    });
  });
});

describe('importing rows that cannot be', () => {
  it('lists them line by line with the reason, and takes in the others', async () => {
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 19);
    const file = bostonFile([
      {},
      { OPEN_DT: 'yesterday' },
      { CASE_TITLE: 'two\nlines' },
      { LATITUDE: '99' },
      { OPEN_DT: later, ...OPEN, CASE_ENQUIRY_ID: '9' },
    ]);
    const { code, out, err } = await importing(`${file}\n1,2,3\n`);

    expect(code).toBe(3);
    expect(err).toMatch(/拒绝 4 行.* · 4 rows were refused/);
    expect(JSON.parse(out)).toMatchObject({ rows: 6, imported: 2, refused: 4 });
    expect(refusals()).toEqual([
      { line: 3, code: 'unreadable-date' },
      { line: 6, code: 'invalid-coordinates' },
      { line: 7, code: 'in-the-future' },
      { line: 9, code: 'wrong-column-count' },
    ]);
  });

  it('leaves no half case where a unit is missing', async () => {
    const path = desk.file('some.csv', bostonFile([{}]));
    const { code } = await desk.run(['import', path, '--mapping', 'boston-311']);

    expect(code).toBe(3);
    expect(refusals()).toEqual([{ line: 2, code: 'unit-not-there' }]);
    expect(await eventsIn(desk, 'case-')).toEqual([]);
  });

  it('refuses a file of another kind by its header', async () => {
    const { code } = await importing('a,b\n1,2\n');

    expect(code).toBe(3);
    expect(refusals()).toEqual([{ line: 1, code: 'columns-missing' }]);
  });

  it('says where the CSV itself breaks, and takes in what comes before', async () => {
    const { out } = await importing(`${bostonFile([{}])}2,"never closed\n${'x\n'.repeat(50)}`);

    expect(JSON.parse(out)).toMatchObject({ imported: 1, refused: 1 });
    expect(refusals()).toEqual([{ line: 3, code: 'broken-csv' }]);
  });

  it('refuses bytes of another encoding, and reads them when it is named', async () => {
    const path = desk.file('legacy.csv', Buffer.from(bostonFile([{ CASE_TITLE: 'café' }]), 'latin1'));
    const refused = await desk.run(['import', path, ...FROM_FILE]);
    const read = await desk.run(['import', path, ...FROM_FILE, '--encoding', 'windows-1252', '--json']);

    expect(refused.code).toBe(3);
    expect(JSON.parse(read.out)).toMatchObject({ imported: 1, refused: 0 });
  });
});

function importing(text: string, signal?: AbortSignal) {
  const path = desk.file('some.csv', text);
  return desk.run(['import', path, ...FROM_FILE, '--json'], signal ? { signal } : {});
}

function refusals(): { line: number; code: string }[] {
  const lines = readFileSync(join(desk.data, 'import-boston-311-refused.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines
    .map((line) => JSON.parse(line) as { line: number; code: string; en: string; zh: string })
    .map(({ line, code }) => ({ line, code }))
    .sort((one, other) => one.line - other.line);
}
