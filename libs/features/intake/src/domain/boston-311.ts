import { outcomeOf } from './boston-311-closures.js';
import { numberOf, periodOf, placeOf, referenceOf, textOf } from './columns.js';
import { lifeOf } from './life.js';
import type { CsvMapping, MappedPlace, MappedRow, MappedUnit, Row } from './mapping.js';
import { idPartOf } from './unit-ids.js';

/** When the city's service began, and with it the units of the file. */
const FROM = '2011-07-01T04:00:00.000Z';
const CITY = 'boston';
const TOWN = 'boston-town';

/** The city's own types; what is missing is taken in as unsure (129999), with the type in the summary. */
const SERVICE_TYPES: Readonly<Record<string, string>> = {
  'Abandoned Bicycle': '050104',
  Catchbasin: '050304',
  Electrical: '050203',
  'Fire Department Request': '010201',
  'Missing Sign': '050303',
  Plumbing: '050204',
  'Rodent Activity': '050106',
  'Space Savers': '050105',
  'Street Light Knock Downs': '050302',
  'Street Light Outages': '050301',
  'Unsafe Dangerous Conditions': '050202',
  'Work Hours-Loud Noise Complaints': '040101',
};
const UNSURE = '129999';

const COLUMNS = {
  status: 'CASE_STATUS',
  statuses: { open: 'open', closed: 'closed' },
  opened: 'OPEN_DT',
  closed: 'CLOSED_DT',
  due: 'TARGET_DT',
  zone: 'America/New_York',
} as const;

export const boston311: CsvMapping = {
  name: 'boston-311',
  title: { en: 'Boston 311 service requests', zh: '波士顿 311 服务请求' },
  format: 'csv',
  columns: (
    'CASE_ENQUIRY_ID OPEN_DT CLOSED_DT CASE_STATUS CLOSURE_REASON CASE_TITLE TYPE QUEUE Department ' +
    'Location neighborhood ward precinct LATITUDE LONGITUDE'
  ).split(' '),
  read,
};

function read(row: Row): MappedRow {
  const externalRef = referenceOf(row, 'CASE_ENQUIRY_ID');
  const period = periodOf(row, COLUMNS);
  const grid = gridOf(row);
  const external = externalUnitsOf(row);
  const desk = grid.find(({ level }) => level === 'committee')?.unitId ?? TOWN;
  const area = grid.at(-1)?.unitId ?? TOWN;
  const type = textOf(row, 'TYPE');
  const reason = textOf(row, 'CLOSURE_REASON');
  const place = placeIn(row);
  const steps = lifeOf({
    externalRef,
    period,
    area,
    desk,
    ...(place && { place }),
    serviceType: Object.hasOwn(SERVICE_TYPES, type) ? (SERVICE_TYPES[type] ?? UNSURE) : UNSURE,
    summary: summaryOf(type, textOf(row, 'CASE_TITLE')),
    handler: external.at(-1)?.unitId ?? area,
    outcome: outcomeOf(reason),
    account: reason === '' ? 'The file gives no reason. 文件未说明办结情况。' : reason,
  });
  return { externalRef, units: [...grid, ...external], steps };
}

function summaryOf(type: string, title: string): string {
  if (title === '' || title.toLowerCase() === type.toLowerCase()) return type === '' ? 'Request' : type;
  return type === '' ? title : `${type}: ${title}`;
}

/** Unplaced requests carry the point of City Hall, and say so in their second column of coordinates. */
function placeIn(row: Row): MappedPlace | undefined {
  const [latitude, longitude] = [textOf(row, 'LATITUDE'), textOf(row, 'LONGITUDE')];
  const unplaced = textOf(row, 'Geocoded_Location') === '(0, 0)';
  const place = placeOf(textOf(row, 'Location'), latitude, longitude);
  if (place === undefined || !unplaced) return place;
  return place.text === undefined ? undefined : { text: place.text };
}

/**
 * City → neighborhood → ward → precinct, as far as the row goes without a gap. Wards reach over the borders of
 * neighborhoods, so that a ward is a branch once for each neighborhood that it has a part in.
 */
function gridOf(row: Row): readonly MappedUnit[] {
  const neighborhood = textOf(row, 'neighborhood');
  if (neighborhood === '') return [city, town];
  const committee = `${CITY}-${idPartOf(neighborhood)}`;
  const upper: MappedUnit[] = [
    city,
    town,
    { unitId: committee, level: 'committee', parent: TOWN, name: same(neighborhood), from: FROM },
  ];
  const ward = numberOf(row, 'ward');
  if (ward === undefined) return upper;
  const branch = `${committee}-w${ward}`;
  const name = { en: `Ward ${ward}`, zh: `第 ${ward} 选区` };
  upper.push({ unitId: branch, level: 'branch', parent: committee, name, from: FROM });
  const precinct = numberOf(row, 'precinct');
  return precinct === undefined ? upper : [...upper, groupOf(branch, precinct)];
}

function groupOf(branch: string, precinct: number): MappedUnit {
  const name = { en: `Precinct ${precinct}`, zh: `第 ${precinct} 投票区` };
  return { unitId: `${branch}-p${precinct}`, level: 'group', parent: branch, name, from: FROM };
}

/** The department and its queue; both serve the whole city. The last one handles the case. */
function externalUnitsOf(row: Row): readonly MappedUnit[] {
  const named = [
    ['department', textOf(row, 'Department')],
    ['queue', textOf(row, 'QUEUE')],
  ] as const;
  return named
    .filter(([, name]) => name !== '')
    .map(([kind, name]) => ({
      unitId: `${CITY}-${kind}-${idPartOf(name)}`,
      level: 'external',
      externalKind: 'department',
      parent: CITY,
      name: same(name),
      from: FROM,
    }));
}

function same(name: string) {
  return { en: name, zh: name };
}

const city: MappedUnit = {
  unitId: CITY,
  level: 'county',
  name: { en: 'City of Boston', zh: '波士顿市' },
  from: FROM,
};

/** The grid wants a town between a county and its committees; Boston has none, so all of it is one. */
const town: MappedUnit = {
  unitId: TOWN,
  level: 'town',
  parent: CITY,
  name: { en: 'Boston (all neighborhoods)', zh: '波士顿（全部社区）' },
  from: FROM,
};
