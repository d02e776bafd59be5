import { describe, expect, it } from '@jest/globals';
import { mapRow, type MappedRow, type Row } from './mapping.js';
import { nyc311 } from './nyc-311.js';

const made = {
  'Unique Key': '60000001',
  'Created Date': '2/3/2025 8:05',
  'Closed Date': '2/3/2025 8:05',
  Status: 'Closed',
  Agency: 'DPR',
  'Agency Name': 'Department of Parks and Recreation',
  'Complaint Type': 'Animal in a Park',
  Descriptor: 'Goose',
  'Location Type': 'Park',
  'Incident Zip': '10000',
  'Incident Address': '9 MADE UP AVENUE',
  City: 'NEW YORK',
  'Community Board': '01 MANHATTAN',
  Borough: 'MANHATTAN',
  Latitude: '40.7001',
  Longitude: '-74.0001',
};

describe('reading a row of New York', () => {
  it('reports what and where', () => {
    expect(dataOf(read({}), 'ReportCase')).toEqual({
      serviceType: '050107',
      unit: 'nyc-manhattan-01-manhattan',
      channel: 'import',
      narrative: {
        summary: 'Animal in a Park: Goose: Park',
        place: { text: '9 MADE UP AVENUE, NEW YORK, 10000', latitude: 40.7001, longitude: -74.0001 },
      },
      externalRef: '60000001',
    });
  });

  it('grows city, borough and community board, and hangs the agency on the city', () => {
    expect(read({}).units.map(({ unitId, level, parent }) => [unitId, level, parent])).toEqual([
      ['nyc', 'county', undefined],
      ['nyc-manhattan', 'town', 'nyc'],
      ['nyc-manhattan-01-manhattan', 'committee', 'nyc-manhattan'],
      ['nyc-agency-dpr', 'external', 'nyc'],
    ]);
  });

  it('gives a case without a board to its borough, and without a borough to the city', () => {
    expect(dataOf(read({ 'Community Board': 'Unspecified MANHATTAN' }), 'ReportCase')).toMatchObject({
      unit: 'nyc-manhattan',
    });
    expect(
      dataOf(read({ 'Community Board': '0 Unspecified', Borough: 'Unspecified' }), 'ReportCase'),
    ).toMatchObject({
      unit: 'nyc',
    });
  });

  it('lives a closed case to its closing and leaves one in progress with its agency', () => {
    const open = read({ Status: 'In Progress', 'Closed Date': '' });

    expect(read({}).steps.at(-1)?.command.type).toBe('CloseCase');
    expect(open.steps.at(-1)?.command.type).toBe('AcceptCustody');
  });

  it('does without a place', () => {
    const nowhere = { 'Incident Address': '', City: '', 'Incident Zip': '', Latitude: '', Longitude: '' };

    expect(dataOf(read(nowhere), 'ReportCase')).toMatchObject({
      narrative: { summary: 'Animal in a Park: Goose: Park' },
    });
    expect(JSON.stringify(read(nowhere))).not.toContain('place');
  });

  it('says why it refuses a row', () => {
    expect(mapRow(nyc311, rowOf({ Status: 'Cancel' }))).toMatchObject({ code: 'unknown-status' });
  });
});

function rowOf(change: Partial<typeof made>): Row {
  return new Map(Object.entries({ ...made, ...change }));
}

function read(change: Partial<typeof made>): MappedRow {
  return nyc311.read(rowOf(change));
}

function dataOf({ steps }: MappedRow, type: string): unknown {
  return steps.find(({ command }) => command.type === type)?.command.data;
}
