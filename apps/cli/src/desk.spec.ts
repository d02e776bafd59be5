import { appendFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { settingsFrom } from '#config';
import { startServer, type RunningServer } from '#server';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';

const desk = new Console();
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const FIRST = `${YEAR}-000001`;

interface History {
  readonly caseId: string;
  readonly events: readonly {
    readonly type: string;
    readonly visibility: string;
    readonly data: Record<string, unknown>;
  }[];
}

beforeAll(async () => {
  const path = desk.file('some.csv', bostonFile([{}, OPEN]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
});
afterAll(() => desk.remove());

describe('printing a history', () => {
  it('shows every event, with its texts opened, and what is internal', async () => {
    const { code, out } = await desk.run(['history', FIRST]);

    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`案件 ${FIRST} · Case ${FIRST}`));
    expect(out).toMatch(/0 +CaseReported +2015-03-02T14:00:00Z .*import .*公开 · public/);
    expect(out).toMatch(/narrative\.summary: Street Light Knock Downs: a "made up" lamp/);
    expect(out).toMatch(/VerificationRecorded .*内部 · internal/);
    expect(out).toMatch(/internalAccount: Case Closed Case Resolved, all set/);
  });

  it('gives programs the same, by number and by id', async () => {
    const byNumber = await desk.json<History>(['history', FIRST]);
    const byId = await desk.json<History>(['history', byNumber.caseId]);

    expect(byId).toEqual(byNumber);
    expect(byId.events.map(({ type }) => type)).toContain('PublicReplyPublished');
  });

  it('knows no case that is not there', async () => {
    expect(await desk.run(['history', '1999-000001'])).toMatchObject({ code: 5, out: '' });
    expect(await desk.run(['history', 'nobody'])).toMatchObject({ code: 5, out: '' });
  });
});

describe('while a service runs on the data folder', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(
      settingsFrom({
        GRIDCASE_DATA: desk.data,
        GRIDCASE_PORT: '0',
        GRIDCASE_DEMO: 'no',
        GRIDCASE_LOG_LEVEL: 'silent',
      }),
    );
  });
  afterAll(() => server.stop());

  it.each([
    [['import', join(desk.folder, 'some.csv'), '--mapping', 'boston-311']],
    [['erase', FIRST, '--yes']],
    [['users', 'disable', 'somebody']],
    [['rebuild']],
    [['start', '--port', '0']],
  ])('writes nothing and ends with 4: %j', async (argv) => {
    const { code, err } = await desk.run(argv);

    expect(code).toBe(4);
    expect(err).toMatch(/正在使用.* · .*in use/);
  });

  it.each([
    [['history', FIRST]],
    [['verify']],
    [['units', 'list']],
    [['units', 'coverage']],
    [['users', 'list']],
  ])('can be read: %j', async (argv) => {
    expect(await desk.run(argv)).toMatchObject({ code: 0 });
  });

  it('can be backed up, without the master key', async () => {
    const folder = join(desk.folder, 'backup');
    const made = await desk.run(['backup', folder]);

    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/主密钥未复制/) });
    expect(readdirSync(folder).sort()).toEqual([
      'accounts.db',
      'backup.json',
      'keys.db',
      'log.db',
      'processes.db',
    ]);
    expect(await desk.run(['backup', folder, '--check'])).toMatchObject({ code: 0 });
  });
});

describe('looking at a backup', () => {
  it('overwrites none', async () => {
    expect(await desk.run(['backup', join(desk.folder, 'backup')])).toMatchObject({ code: 2 });
  });

  it('restores to the same histories with the master key beside it', async () => {
    const restored = new Console();
    mkdirSync(restored.data);
    for (const name of ['log.db', 'keys.db', 'accounts.db', 'processes.db']) {
      cpSync(join(desk.folder, 'backup', name), join(restored.data, name));
    }
    cpSync(join(desk.data, 'master.key'), join(restored.data, 'master.key'));
    const rebuilt = await restored.run(['rebuild']);

    expect(rebuilt.code).toBe(0);
    expect(await restored.json<History>(['history', FIRST])).toEqual(
      await desk.json<History>(['history', FIRST]),
    );
    restored.remove();
  });

  it('finds a file that was changed', async () => {
    const folder = join(desk.folder, 'changed');
    cpSync(join(desk.folder, 'backup'), folder, { recursive: true });
    appendFileSync(join(folder, 'keys.db'), 'x');

    expect(await desk.run(['backup', folder, '--check'])).toMatchObject({
      code: 3,
      out: expect.stringMatching(/keys\.db/),
    });
  });

  it('knows no backup that was never finished', async () => {
    expect(await desk.run(['backup', desk.folder, '--check'])).toMatchObject({ code: 5 });
  });
});

describe('erasing', () => {
  it('asks first, and does nothing without the same word again', async () => {
    const { code, err } = await desk.run(['erase', FIRST], { answers: ['yes'] });

    expect(code).toBe(2);
    expect(err).toMatch(/未销毁任何内容/);
  });

  it('leaves history and chain whole and no text anywhere', async () => {
    const before = await desk.json<History>(['history', FIRST]);
    const { code } = await desk.run(['erase', FIRST], { answers: [FIRST] });
    const after = await desk.json<History>(['history', FIRST]);

    expect(code).toBe(0);
    expect(after.events.map(({ type }) => type)).toEqual(before.events.map(({ type }) => type));
    expect(JSON.stringify(after)).not.toMatch(/lamp|Nowhere|all set/);
    expect(await desk.run(['verify'])).toMatchObject({ code: 0 });
    expect((await desk.run(['history', FIRST])).out).toMatch(/已销毁 · erased/);
  });

  it('changes nothing the second time, also when the file is imported again', async () => {
    expect(await desk.run(['erase', FIRST, '--yes'])).toMatchObject({ code: 0 });
    const again = await desk.json(['import', join(desk.folder, 'some.csv'), '--mapping', 'boston-311']);

    expect(again).toMatchObject({ imported: 0, alreadyThere: 2, refused: 0 });
  });

  it('knows no case that is not there', async () => {
    expect(await desk.run(['erase', 'case:nothing', '--yes'])).toMatchObject({ code: 5 });
  });
});

describe('verifying the log', () => {
  it('walks it and finds it whole', async () => {
    expect(await desk.json(['verify'])).toMatchObject({ found: 0, findings: [] });
  });

  it('names the event that somebody has changed, and ends with 3', async () => {
    const log = new Database(join(desk.data, 'log.db'));
    log.exec('drop trigger events_stay_as_they_are');
    log.exec("update events set occurred_at = '2015-01-01T00:00:00.000Z' where position = 20");
    log.close();
    const { code, out, err } = await desk.run(['verify']);

    expect(code).toBe(3);
    expect(out).toMatch(/^(case|units)\S* @\d+ \(0*20\) changed: .* · /m);
    expect(err).toMatch(/与写入时不符.* · .*not as written/);
  });
});
