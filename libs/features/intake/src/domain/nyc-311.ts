import { periodOf, placeOf, referenceOf, textOf } from './columns.js';
import { lifeOf } from './life.js';
import type { CsvMapping, MappedRow, MappedUnit, Row } from './mapping.js';
import { idPartOf } from './unit-ids.js';

/** When the city's data begin, and with them the units of the file. */
const FROM = '2010-01-01T05:00:00.000Z';
const CITY = 'nyc';

/** The city's own complaint types by their beginnings; what is missing is taken in as unsure (129999). */
const SERVICE_TYPES: readonly (readonly [beginning: string, code: string])[] = [
  ['Animal', '050107'],
  ['Dead Animal', '050107'],
  ['Illegal Animal', '050107'],
  ['Pet Shop', '050107'],
  ['Unsanitary Animal', '050107'],
  ['Noise', '040101'],
  ['Rodent', '050106'],
  ['Street Light Condition', '050301'],
];
const UNSURE = '129999';

const COLUMNS = {
  status: 'Status',
  statuses: {
    open: 'open',
    pending: 'open',
    assigned: 'open',
    started: 'open',
    'in progress': 'open',
    closed: 'closed',
  },
  opened: 'Created Date',
  closed: 'Closed Date',
  zone: 'America/New_York',
} as const;

export const nyc311: CsvMapping = {
  name: 'nyc-311',
  title: { en: 'New York City 311 service requests', zh: '纽约市 311 服务请求' },
  format: 'csv',
  columns: (
    'Unique Key,Created Date,Closed Date,Status,Agency,Agency Name,Complaint Type,Descriptor,Location Type,' +
    'Incident Address,Incident Zip,City,Community Board,Borough,Latitude,Longitude'
  ).split(','),
  read,
};

function read(row: Row): MappedRow {
  const externalRef = referenceOf(row, 'Unique Key');
  const period = periodOf(row, COLUMNS);
  const grid = gridOf(row);
  const agency = agencyOf(row);
  const area = grid.at(-1)?.unitId ?? CITY;
  const complaint = textOf(row, 'Complaint Type');
  const place = placeIn(row);
  const steps = lifeOf({
    externalRef,
    period,
    area,
    desk: area,
    ...(place && { place }),
    serviceType: SERVICE_TYPES.find(([beginning]) => complaint.startsWith(beginning))?.[1] ?? UNSURE,
    summary: listed([complaint, textOf(row, 'Descriptor'), textOf(row, 'Location Type')], ': ') || 'Request',
    handler: agency?.unitId ?? area,
    // The file says that it is closed, and no more.
    outcome: 'solved',
    account: textOf(row, 'Resolution Description') || 'The file gives no reason. 文件未说明办结情况。',
  });
  return { externalRef, units: agency ? [...grid, agency] : grid, steps };
}

function placeIn(row: Row) {
  const address = ['Incident Address', 'City', 'Incident Zip'].map((column) => textOf(row, column));
  return placeOf(listed(address, ', '), textOf(row, 'Latitude'), textOf(row, 'Longitude'));
}

function listed(texts: readonly string[], separator: string): string {
  return texts.filter((text) => text !== '' && text !== 'N/A').join(separator);
}

/** City → borough → community board, as far as the row goes. */
function gridOf(row: Row): readonly MappedUnit[] {
  const borough = textOf(row, 'Borough');
  if (borough === '' || borough === 'Unspecified') return [city];
  const town = `${CITY}-${idPartOf(borough)}`;
  const upper: MappedUnit[] = [
    city,
    { unitId: town, level: 'town', parent: CITY, name: same(borough), from: FROM },
  ];
  const board = textOf(row, 'Community Board');
  if (!/^\d\d /.test(board)) return upper;
  const name = { en: `Community Board ${board}`, zh: `社区委员会 ${board}` };
  const unitId = `${town}-${idPartOf(board)}`;
  return [...upper, { unitId, level: 'committee', parent: town, name, from: FROM }];
}

function agencyOf(row: Row): MappedUnit | undefined {
  const agency = textOf(row, 'Agency');
  if (agency === '') return undefined;
  const unitId = `${CITY}-agency-${idPartOf(agency)}`;
  const name = same(textOf(row, 'Agency Name') || agency);
  return { unitId, level: 'external', externalKind: 'department', parent: CITY, name, from: FROM };
}

function same(name: string) {
  return { en: name, zh: name };
}

const city: MappedUnit = {
  unitId: CITY,
  level: 'county',
  name: { en: 'New York City', zh: '纽约市' },
  from: FROM,
};
