const COLUMNS = [
  '',
  'CASE_ENQUIRY_ID',
  'OPEN_DT',
  'CLOSED_DT',
  'CASE_STATUS',
  'CLOSURE_REASON',
  'CASE_TITLE',
  'TYPE',
  'QUEUE',
  'Department',
  'Location',
  'neighborhood',
  'ward',
  'precinct',
  'LATITUDE',
  'LONGITUDE',
  'Geocoded_Location',
] as const;

type Column = (typeof COLUMNS)[number];

const CLOSED: Partial<Record<Column, string>> = {
  OPEN_DT: '03/02/2015 09:00:00 AM',
  CLOSED_DT: '03/04/2015 04:30:00 PM',
  CASE_STATUS: 'Closed',
  CLOSURE_REASON: 'Case Closed Case Resolved, all set',
  CASE_TITLE: 'a "made up" lamp',
  TYPE: 'Street Light Knock Downs',
  QUEUE: 'PWDx_Made Up Lights',
  Department: 'PWDx',
  Location: '1 Nowhere St, Nowhere',
  neighborhood: 'Mill / Harbor',
  ward: 'Ward 6',
  precinct: '607.0',
  LATITUDE: '42.3001',
  LONGITUDE: '-71.0001',
};

export const OPEN = { CASE_STATUS: 'Open', CLOSED_DT: '', CLOSURE_REASON: '' } as const;

/** A made-up file in the shape of Boston's; each row says what is different about it. */
export function bostonFile(rows: readonly Partial<Record<Column, string>>[]): string {
  const lines = rows.map((row, index) => {
    const whole = { CASE_ENQUIRY_ID: String(1001 + index), ...CLOSED, ...row };
    return COLUMNS.map((column) => quoted(whole[column] ?? '')).join(',');
  });
  return [COLUMNS.join(','), ...lines, ''].join('\n');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
