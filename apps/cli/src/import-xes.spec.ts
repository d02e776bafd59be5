import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Console } from './specs/console.js';
import { typesIn } from './specs/log.js';

let desk: Console;
beforeEach(() => {
  desk = new Console();
});
afterEach(() => desk.remove());

const CLOSED = { enddate: '2011-03-20T12:00:00+01:00' };

describe('importing an event log', () => {
  it('makes each of its cases a case with its whole life, handed over as its groups took turns', async () => {
    const { code, out } = await importing(logOf([{}, CLOSED]));

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 2, imported: 2, alreadyThere: 0, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({
      CaseReported: 2,
      CaseAccepted: 2,
      CustodyOffered: 4,
      CustodyAccepted: 4,
      NoteAdded: 2,
      FirstContactMade: 2,
      HandlingReported: 1,
      CaseClosed: 1,
    });
  });

  it('changes nothing the second time', async () => {
    const log = logOf([{}, CLOSED]);
    await importing(log);
    const before = await typesIn(desk, 'case-');
    const { out } = await importing(log);

    expect(JSON.parse(out)).toMatchObject({ imported: 0, alreadyThere: 2 });
    expect(await typesIn(desk, 'case-')).toEqual(before);
  });

  it('carries an open case on when a newer log has closed it', async () => {
    await importing(logOf([{}]));
    const { out } = await importing(logOf([CLOSED]));

    expect(JSON.parse(out)).toMatchObject({ imported: 1, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({ CaseReported: 1, NoteAdded: 1, CaseClosed: 1 });
  });

  it('goes on in the middle of a case where it was stopped', async () => {
    const log = logOf(Array.from({ length: 120 }, () => CLOSED));
    const stop = new AbortController();
    const stopped = importing(log, stop.signal);
    setTimeout(() => stop.abort(), 300);
    await stopped;
    const { out } = await importing(log);

    expect(JSON.parse(out)).toMatchObject({ rows: 120, refused: 0 });
    expect(await typesIn(desk, 'case-')).toMatchObject({
      CaseReported: 120,
      NoteAdded: 120,
      CaseClosed: 120,
    });
  });

  it('lists the cases that cannot be, with their lines', async () => {
    const { code, out } = await importing(logOf([{}, { deadline: 'soon' }, { startdate: '2999-01-01' }]));

    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ imported: 1, refused: 2 });
    expect(refusals()).toEqual([
      { line: 3, code: 'unreadable-date' },
      { line: 4, code: 'unreadable-date' },
    ]);
  });
});

/** One case a line, packed. */
function logOf(cases: readonly Readonly<Record<string, string>>[]): Buffer {
  const traces = cases.map((change, index) => {
    const about = {
      startdate: '2011-03-01T09:00:00+01:00',
      deadline: '2011-04-26T00:00:00+02:00',
      ...change,
    };
    const events = [
      { 'concept:name': 'Confirmation of receipt', 'org:group': 'Group 1' },
      { 'concept:name': 'T02 Check confirmation of receipt', 'org:group': 'Group 4' },
      { 'concept:name': 'T05 Print and send confirmation of receipt', 'org:group': 'EMPTY' },
    ].map((event, place) => ({
      ...event,
      'concept:instance': `task-${index}-${place}`,
      'time:timestamp': `2011-03-02T1${place}:00:00+01:00`,
    }));
    const inner = events.map((event) => `<event>${tags(event)}</event>`).join('');
    return `<trace>${tags({ 'concept:name': `case-${index}`, department: 'General', ...about })}${inner}</trace>\n`;
  });
  return gzipSync(`<log>\n${traces.join('')}</log>`);
}

function tags(row: Readonly<Record<string, string>>): string {
  return Object.entries(row)
    .map(([key, value]) => `<string key="${key}" value="${value}"/>`)
    .join('');
}

function importing(log: Buffer, signal?: AbortSignal) {
  const path = desk.file('some.xes.gz', log);
  const argv = ['import', path, '--mapping', 'permit-xes', '--units', 'from-file', '--json'];
  return desk.run(argv, signal ? { signal } : {});
}

function refusals(): { line: number; code: string }[] {
  const lines = readFileSync(join(desk.data, 'import-permit-xes-refused.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines
    .map((line) => JSON.parse(line) as { line: number; code: string })
    .map(({ line, code }) => ({ line, code }))
    .sort((one, other) => one.line - other.line);
}
