import { describe, expect, it } from '@jest/globals';
import { boston311 } from './boston-311.js';
import { mapRow, type MappedRow, type Row } from './mapping.js';

const made = {
  CASE_ENQUIRY_ID: '101000000001',
  OPEN_DT: '03/02/2015 09:00:00 AM',
  TARGET_DT: '03/09/2015 09:00:00 AM',
  CLOSED_DT: '03/04/2015 04:30:00 PM',
  OnTime_Status: 'ONTIME',
  CASE_STATUS: 'Closed',
  CLOSURE_REASON: 'Case Closed Case Resolved lamp replaced by J. Doe',
  CASE_TITLE: 'lamp leans',
  TYPE: 'Street Light Knock Downs',
  QUEUE: 'PWDx_Made Up Lights',
  Department: 'PWDx',
  Location: '1 Nowhere St  Boston  MA  02100',
  neighborhood: 'Mill / Harbor',
  ward: 'Ward 6',
  precinct: '607.0',
  LATITUDE: '42.3001',
  LONGITUDE: '-71.0001',
  Geocoded_Location: '(42.3001, -71.0001)',
};

describe('reading a row of Boston', () => {
  it('lives a closed case from its report to its closing', () => {
    const { externalRef, steps } = read({});

    expect(externalRef).toBe('101000000001');
    expect(steps.map(({ command, occurredAt }) => [command.type, occurredAt])).toEqual([
      ['ReportCase', '2015-03-02T14:00:00.000Z'],
      ['AcceptCase', '2015-03-02T14:00:00.000Z'],
      ['OfferCustody', '2015-03-02T14:00:00.000Z'],
      ['AcceptCustody', '2015-03-02T14:00:00.000Z'],
      ['RecordFirstContact', '2015-03-04T21:30:00.000Z'],
      ['ReportHandled', '2015-03-04T21:30:00.000Z'],
      ['Verify', '2015-03-04T21:30:00.000Z'],
      ['CallBack', '2015-03-04T21:30:00.000Z'],
      ['CloseCase', '2015-03-04T21:30:00.000Z'],
    ]);
  });

  it('leaves an open case with the one who signed for it', () => {
    const steps = read({ CASE_STATUS: 'Open', CLOSED_DT: '', CLOSURE_REASON: '' }).steps;

    expect(steps.map(({ command }) => command.type)).toEqual([
      'ReportCase',
      'AcceptCase',
      'OfferCustody',
      'AcceptCustody',
    ]);
  });

  it('reports what, where and under which number, and no contact', () => {
    expect(dataOf(read({}), 'ReportCase')).toEqual({
      serviceType: '050302',
      unit: 'boston-mill-harbor-w6-p607',
      channel: 'import',
      narrative: {
        summary: 'Street Light Knock Downs: lamp leans',
        place: { text: '1 Nowhere St Boston MA 02100', latitude: 42.3001, longitude: -71.0001 },
      },
      externalRef: '101000000001',
    });
  });

  it('keeps the account inside and tells the reporter the outcome alone', () => {
    expect(dataOf(read({}), 'ReportHandled')).toEqual({
      outcome: 'solved',
      internalAccount: 'Case Closed Case Resolved lamp replaced by J. Doe',
      publicReply: '已办结：已解决。 Closed: solved.',
    });
  });

  it.each([
    [
      'Case Closed. Closed date : 2015-05-05 08:52:08.813 ADCLSD: Administratively Closed',
      'explained-outside-remit',
    ],
    ['Case Closed. Closed date : 2015-05-05 08:52:08.8 NOBASE: No Basis', 'not-found-on-site'],
    ['Case Closed VIOISS: Violation Filed', 'partly-solved'],
    ['Case Closed Case Noted nothing there', 'not-found-on-site'],
    ['Case Closed Duplicate of Existing Case 42', 'transferred'],
    ['Case Closed :', 'solved'],
    ['Case Closed WHAT: Nobody Knows', 'partly-solved'],
  ])('understands %j', (reason, outcome) => {
    expect(dataOf(read({ CLOSURE_REASON: reason }), 'ReportHandled')).toMatchObject({ outcome });
  });

  it('grows city, town, committee, branch and group, and hangs department and queue on the city', () => {
    expect(read({}).units.map(({ unitId, level, parent }) => [unitId, level, parent])).toEqual([
      ['boston', 'county', undefined],
      ['boston-town', 'town', 'boston'],
      ['boston-mill-harbor', 'committee', 'boston-town'],
      ['boston-mill-harbor-w6', 'branch', 'boston-mill-harbor'],
      ['boston-mill-harbor-w6-p607', 'group', 'boston-mill-harbor-w6'],
      ['boston-department-pwdx', 'external', 'boston'],
      ['boston-queue-pwdx-made-up-lights', 'external', 'boston'],
    ]);
  });

  it('knows a ward however the file writes it', () => {
    expect(dataOf(read({ ward: '06', precinct: '' }), 'ReportCase')).toMatchObject({
      unit: 'boston-mill-harbor-w6',
    });
  });

  it('gives a case to the lowest unit that the row names', () => {
    expect(dataOf(read({ ward: '', precinct: '' }), 'ReportCase')).toMatchObject({
      unit: 'boston-mill-harbor',
    });
    expect(dataOf(read({ neighborhood: '' }), 'ReportCase')).toMatchObject({ unit: 'boston-town' });
  });

  it('hands a case without a queue to its department, and without either to its own group', () => {
    expect(dataOf(read({ QUEUE: '' }), 'OfferCustody')).toEqual({ to: 'boston-department-pwdx' });
    expect(dataOf(read({ QUEUE: '', Department: '' }), 'OfferCustody')).toEqual({
      to: 'boston-mill-harbor-w6-p607',
    });
  });

  it('lets the desk handle what it can hand to nobody', () => {
    const alone = { QUEUE: '', Department: '', ward: '', CASE_STATUS: 'Open', CLOSED_DT: '' };

    expect(read(alone).steps.map(({ command }) => command.type)).toEqual([
      'ReportCase',
      'AcceptCase',
      'RecordFirstContact',
    ]);
  });

  it('takes over the date by which the city itself wants it handled, and makes none up', () => {
    expect(dataOf(read({}), 'AcceptCase')).toEqual({
      unit: 'boston-mill-harbor',
      due: '2015-03-09T13:00:00.000Z',
    });
    expect(dataOf(read({ TARGET_DT: '' }), 'AcceptCase')).toEqual({ unit: 'boston-mill-harbor' });
  });

  it('does not take the point of City Hall for a place', () => {
    const report = dataOf(read({ Geocoded_Location: '(0, 0)' }), 'ReportCase');

    expect(report).toMatchObject({ narrative: { place: { text: '1 Nowhere St Boston MA 02100' } } });
    expect(JSON.stringify(report)).not.toContain('latitude');
  });

  it('takes in a type that it does not know as unsure', () => {
    const report = dataOf(read({ TYPE: 'Moon Dust' }), 'ReportCase');

    expect(report).toMatchObject({ serviceType: '129999', narrative: { summary: 'Moon Dust: lamp leans' } });
  });

  it('reads a closing in the repeated hour so that it does not come before the opening', () => {
    const night = { OPEN_DT: '11/01/2015 01:50:00 AM', CLOSED_DT: '11/01/2015 01:10:00 AM' };

    expect(read(night).steps.at(-1)?.occurredAt).toBe('2015-11-01T06:10:00.000Z');
  });
});

describe('refusing a row of Boston', () => {
  it.each([
    [{ CASE_ENQUIRY_ID: ' ' }, 'reference-missing'],
    [{ CASE_ENQUIRY_ID: '=1+1' }, 'malformed-reference'],
    [{ OPEN_DT: '' }, 'opening-date-missing'],
    [{ OPEN_DT: '31/31/2015 09:00:00 AM' }, 'unreadable-date'],
    [{ CLOSED_DT: '' }, 'closing-date-missing'],
    [{ CLOSED_DT: '03/01/2015 09:00:00 AM' }, 'closed-before-opened'],
    [{ TARGET_DT: 'soon' }, 'unreadable-date'],
    [{ CASE_STATUS: 'Open' }, 'open-with-closing-date'],
    [{ CASE_STATUS: 'Lost' }, 'unknown-status'],
    [{ LATITUDE: '142.1' }, 'invalid-coordinates'],
    [{ LONGITUDE: '' }, 'invalid-coordinates'],
    [{ LATITUDE: 'north' }, 'invalid-coordinates'],
    [{ CASE_TITLE: 'a\0b' }, 'unreadable-text'],
    [{ CASE_TITLE: 'x'.repeat(5000) }, 'text-too-long'],
  ])('says why: %j', (change, code) => {
    expect(mapRow(boston311, rowOf(change))).toMatchObject({ code });
  });
});

function rowOf(change: Partial<typeof made>): Row {
  return new Map(Object.entries({ ...made, ...change }));
}

function read(change: Partial<typeof made>): MappedRow {
  return boston311.read(rowOf(change));
}

function dataOf({ steps }: MappedRow, type: string): unknown {
  return steps.find(({ command }) => command.type === type)?.command.data;
}
