import { describe, expect, it } from '@jest/globals';
import { mapRow, type MappedRow, type Trace } from './mapping.js';
import { permitXes } from './permit-xes.js';

const made = {
  'concept:name': 'case-1',
  startdate: '2011-03-01T09:00:00.000+01:00',
  enddate: '2011-03-20T12:00:00.000+01:00',
  deadline: '2011-04-26T00:00:00.000+02:00',
  department: 'General',
  channel: 'Internet',
};

const received = deed('Confirmation of receipt', 'Group 1', '2011-03-02T10:00:00.000+01:00');
const checked = deed('T02 Check confirmation of receipt', 'Group 4', '2011-03-03T10:00:00.000+01:00');
const sent = deed('T05 Print and send confirmation of receipt', 'EMPTY', '2011-03-04T10:00:00.000+01:00');
const afterwards = deed(
  'T10 Determine necessity to stop indication',
  'Group 1',
  '2011-03-21T10:00:00.000+01:00',
);

describe('reading a case of the permit log', () => {
  it('lives it from its report to its closing, deed by deed', () => {
    expect(lifeOf(read({}, received, checked, sent, afterwards))).toEqual([
      ['ReportCase', '2011-03-01T08:00:00.000Z'],
      ['AcceptCase', '2011-03-02T09:00:00.000Z'],
      ['OfferCustody', '2011-03-02T09:00:00.000Z'],
      ['AcceptCustody', '2011-03-02T09:00:00.000Z'],
      ['OfferCustody', '2011-03-03T09:00:00.000Z'],
      ['AcceptCustody', '2011-03-03T09:00:00.000Z'],
      ['AddNote', '2011-03-03T09:00:00.000Z'],
      ['RecordFirstContact', '2011-03-04T09:00:00.000Z'],
      ['ReportHandled', '2011-03-20T11:00:00.000Z'],
      ['AddNote', '2011-03-21T09:00:00.000Z'],
      ['Verify', '2011-03-21T09:00:00.000Z'],
      ['CallBack', '2011-03-21T09:00:00.000Z'],
      ['CloseCase', '2011-03-21T09:00:00.000Z'],
    ]);
  });

  it('leaves an open case with the group that worked on it last', () => {
    const { steps } = read({ enddate: '' }, received, checked);

    expect(steps.at(-1)?.command).toEqual({
      type: 'AddNote',
      data: { visibility: 'internal', text: 'T02 Check confirmation of receipt (Group 4)' },
    });
  });

  it('reports by its channel from its department, and takes over its deadline', () => {
    const row = read({}, received);

    expect(dataOf(row, 'ReportCase')).toMatchObject({
      channel: 'online',
      unit: 'permits-department-general',
      externalRef: 'case-1',
    });
    expect(dataOf(read({ channel: 'Post' }), 'ReportCase')).toMatchObject({ channel: 'counter' });
    expect(dataOf(read({ channel: 'Intern' }), 'ReportCase')).toMatchObject({ channel: 'import' });
    expect(dataOf(row, 'AcceptCase')).toEqual({ unit: 'permits-desk', due: '2011-04-25T22:00:00.000Z' });
  });

  it('hangs its department on the desk as a branch, and its groups as external units', () => {
    expect(
      read({}, received, checked).units.map(({ unitId, level, parent }) => [unitId, level, parent]),
    ).toEqual([
      ['permits', 'county', undefined],
      ['permits-town', 'town', 'permits'],
      ['permits-desk', 'committee', 'permits-town'],
      ['permits-department-general', 'branch', 'permits-desk'],
      ['permits-group-1', 'external', 'permits-desk'],
      ['permits-group-4', 'external', 'permits-desk'],
    ]);
  });

  it('lets the desk keep what no group is named for', () => {
    expect(lifeOf(read({ department: 'UNKNOWN' }, sent)).map(([type]) => type)).toEqual([
      'ReportCase',
      'AcceptCase',
      'RecordFirstContact',
      'ReportHandled',
      'Verify',
      'CallBack',
      'CloseCase',
    ]);
  });

  it('takes it up before it is handled, also where the receipt was confirmed afterwards', () => {
    const life = lifeOf(read({}, { ...received, 'time:timestamp': '2011-03-25T10:00:00.000+01:00' }));

    expect(life.map(([type]) => type).slice(0, 4)).toEqual([
      'ReportCase',
      'AcceptCase',
      'ReportHandled',
      'AddNote',
    ]);
  });

  it('begins with the first moment that the log knows', () => {
    const [opening] = lifeOf(read({ startdate: '2011-03-12T00:00:00.010+01:00' }, received));

    expect(opening).toEqual(['ReportCase', '2011-03-02T09:00:00.000Z']);
  });

  it('says that nothing more was handled where no permit was needed', () => {
    const told = deed('T15 Print document X request unlicensed', 'Group 2', '2011-03-05T10:00:00.000+01:00');

    expect(dataOf(read({}, received, told), 'ReportHandled')).toMatchObject({
      outcome: 'explained-outside-remit',
    });
    expect(dataOf(read({}, received), 'ReportHandled')).toMatchObject({ outcome: 'solved' });
  });

  it('names no person', () => {
    expect(
      JSON.stringify(read({ responsible: 'Resource21' }, { ...received, 'org:resource': 'Resource21' })),
    ).not.toContain('Resource21');
  });
});

describe('refusing a case of the permit log', () => {
  it.each([
    [{ 'concept:name': '' }, [received], 'reference-missing'],
    [{ startdate: '', enddate: '' }, [], 'opening-date-missing'],
    [{ deadline: '2011-02-31T00:00:00.000+01:00' }, [received], 'unreadable-date'],
    [{ deadline: 'soon' }, [received], 'unreadable-date'],
    [{}, [{ ...received, 'time:timestamp': '' }], 'event-date-missing'],
    [{}, [{ ...received, 'concept:instance': '' }], 'reference-missing'],
  ])('says why: %j', (change, events, code) => {
    expect(mapRow(permitXes, traceOf(change, ...events))).toMatchObject({ code });
  });
});

function deed(activity: string, group: string, at: string) {
  return {
    'concept:name': activity,
    'concept:instance': `task-${at}`.replaceAll(/[:+]/g, '-'),
    'org:group': group,
    'time:timestamp': at,
  };
}

function traceOf(
  change: Readonly<Record<string, string>>,
  ...events: readonly Readonly<Record<string, string>>[]
): Trace {
  return {
    attributes: new Map(Object.entries({ ...made, ...change })),
    events: events.map((event) => new Map(Object.entries(event))),
  };
}

function read(...given: Parameters<typeof traceOf>): MappedRow {
  return permitXes.read(traceOf(...given));
}

function lifeOf({ steps }: MappedRow) {
  return steps.map(({ command, occurredAt }) => [command.type, occurredAt] as const);
}

function dataOf({ steps }: MappedRow, type: string): unknown {
  return steps.find(({ command }) => command.type === type)?.command.data;
}
