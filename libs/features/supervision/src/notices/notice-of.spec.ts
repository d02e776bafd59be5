import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '#cases/messages';
import type { Actor } from '#kernel';
import { NOTICE_TYPES, type NoticeType } from '../domain/notice-types.js';
import type { ViewsFile } from '#read-store';
import type { SupervisionTables } from '../projections/tables.js';
import { CaseLog, engine, secretary, supervisor, viewsOf } from '../specs/case-log.js';
import { happenings as event, SECRET, text } from '../specs/happenings.js';

/** Who is told of the last of these events of a case held by mill, and the whole of what is kept of it. */
async function told(actor: Actor, ...events: readonly CaseEvent[]) {
  const log = new CaseLog();
  const id = await log.report(event.reported());
  await log.happen(id, secretary, event.offered('mill-1', 'mill'), event.signed('mill'));
  const stored = await log.happen(id, actor, ...events);
  const { events: all } = await log.store.readAll();
  const rows = await noticesIn(await viewsOf(all));
  const last = rows.filter(({ position }) => position === stored.at(-1)?.position);
  return {
    desks: last.map(({ unit, audience }) => `${audience} at ${unit}`).sort(),
    rows: JSON.stringify(rows),
  };
}

function noticesIn(views: ViewsFile) {
  return views.db<SupervisionTables>().selectFrom('notice').selectAll().execute();
}

const OVERSEERS = ['supervisors at county', 'supervisors at east', 'supervisors at town'];
const until = { reviewOn: '2026-04-01T00:00:00.000Z' };

const stories: Readonly<
  Record<NoticeType, readonly [actor: Actor, event: CaseEvent, desks: readonly string[]]>
> = {
  CaseReminded: [engine, event.reminded('mill'), ['holders at mill']],
  SupervisorAdded: [
    engine,
    {
      type: 'SupervisorAdded',
      data: {
        unit: 'mill',
        path: ['county', 'town', 'east', 'mill'],
        deadline: 'handle',
        rung: 'r',
        supervisor: 'east',
      },
    },
    ['holders at east', 'holders at mill', 'supervisors at east'],
  ],
  SupervisionRaised: [engine, event.raised('mill'), ['holders at mill', ...OVERSEERS]],
  CaseEscalated: [engine, event.escalated('mill', 'east'), ['holders at east', 'holders at mill']],
  CaseFlagged: [engine, event.flagged('mill'), ['holders at mill', ...OVERSEERS]],
  CaseFellSilent: [engine, event.silent('mill', until.reviewOn), ['holders at mill', ...OVERSEERS]],
  RectificationReported: [secretary, event.rectified('mill'), OVERSEERS],
  SupervisionAppealed: [
    secretary,
    event.appealed('mill', 'town'),
    ['holders at town', 'supervisors at town'],
  ],
  AppealDecided: [supervisor, event.appealDecided('mill', true), ['holders at mill']],
  SupervisionCleared: [supervisor, event.cleared('mill'), ['holders at mill']],
  SupervisionCommented: [supervisor, event.commented(), ['holders at mill']],
  CustodyOffered: [secretary, event.offered('mill', 'mill-2'), ['holders at mill', 'holders at mill-2']],
  CustodyAccepted: [secretary, event.signed('mill-2'), ['holders at mill']],
  ReturnRequested: [
    secretary,
    {
      type: 'ReturnRequested',
      data: { unit: 'mill', ground: 'not-our-area', decideBy: 'east', text: text() },
    },
    ['holders at east', 'holders at mill'],
  ],
  ReturnGranted: [
    secretary,
    { type: 'ReturnGranted', data: { unit: 'mill', holder: 'east' } },
    ['holders at east', 'holders at mill'],
  ],
  ReturnRefused: [
    secretary,
    { type: 'ReturnRefused', data: { unit: 'mill', final: false, text: text() } },
    ['holders at mill'],
  ],
  EscalationAnswered: [
    secretary,
    { type: 'EscalationAnswered', data: { from: 'east', to: 'mill', answer: text() } },
    ['holders at mill'],
  ],
  HelperAdded: [
    secretary,
    {
      type: 'HelperAdded',
      data: {
        unit: 'mill-2',
        path: ['county', 'town', 'east', 'mill', 'mill-2'],
        level: 'group',
        task: text(),
      },
    },
    ['holders at mill-2'],
  ],
  ExtensionRequested: [
    secretary,
    {
      type: 'ExtensionRequested',
      data: { unit: 'mill', limit: { unit: 'working-days', amount: 3 }, reason: text(), decideBy: 'east' },
    },
    ['holders at east'],
  ],
  ExtensionGranted: [
    secretary,
    { type: 'ExtensionGranted', data: { unit: 'east', from: until.reviewOn, to: until.reviewOn } },
    ['holders at mill'],
  ],
  ExtensionRefused: [
    secretary,
    { type: 'ExtensionRefused', data: { unit: 'east', text: text() } },
    ['holders at mill'],
  ],
  ShelvingRequested: [
    secretary,
    {
      type: 'ShelvingRequested',
      data: { unit: 'mill', ...until, reason: text(), publicReason: text(), decideBy: 'east' },
    },
    ['holders at east'],
  ],
  ShelvingApproved: [
    secretary,
    { type: 'ShelvingApproved', data: { unit: 'east', approvers: ['chen'], decideBy: 'town' } },
    ['holders at mill', 'holders at town'],
  ],
  ShelvingRefused: [
    secretary,
    { type: 'ShelvingRefused', data: { unit: 'east', text: text() } },
    ['holders at mill'],
  ],
  CaseShelved: [
    secretary,
    { type: 'CaseShelved', data: { unit: 'town', ...until, publicReason: text() } },
    ['holders at mill'],
  ],
  CaseUnshelved: [engine, { type: 'CaseUnshelved', data: { by: 'review-date' } }, ['holders at mill']],
};

describe('telling whom an event concerns', () => {
  it.each(NOTICE_TYPES)('tells of %s, and nothing that was said in the case', async (type) => {
    const [actor, happening, desks] = stories[type];
    const { desks: found, rows } = await told(actor, happening);
    expect(found).toEqual([...desks].sort());
    expect(rows).not.toContain(SECRET);
    expect(rows).not.toContain('"box"');
  });

  it('copies a written reminder to the unit above', async () => {
    const written = event.reminded('mill', { written: true, copiedTo: 'east' });
    expect((await told(engine, written)).desks).toEqual(['holders at east', 'holders at mill']);
  });

  it('lets the supervisor who raised it know what the unit reports', async () => {
    const town: Actor = { id: 'tang', role: 'supervisor', unit: 'town' };
    const { desks } = await told(town, event.ordered('mill'), event.rectified('mill'));
    expect(desks).toEqual(['supervisors at town']);
  });

  it('tells nothing twice: not an offer that the ladder has made, nor what the appeal has cleared', async () => {
    expect((await told(engine, event.offered('mill', 'east', 'escalation'))).desks).toEqual([]);
    expect((await told(secretary, event.offered('mill', 'east', 'escalation'))).desks).toHaveLength(2);
    expect((await told(engine, event.cleared('mill', 'appeal'))).desks).toEqual([]);
  });

  it('tells nobody of what a file has brought', async () => {
    expect((await told({ id: 'import', role: 'import' }, event.reminded('mill'))).desks).toEqual([]);
  });
});
