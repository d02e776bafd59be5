import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '#config';
import { FileImport, planImport } from '#intake';
import { openWorkbench } from '#server';
import { rate } from './timing.js';

const HEADER =
  'CASE_ENQUIRY_ID,OPEN_DT,CLOSED_DT,CASE_STATUS,CLOSURE_REASON,CASE_TITLE,TYPE,QUEUE,Department,Location,neighborhood,ward,precinct,LATITUDE,LONGITUDE';

/** Whole cases per second out of a made-up file in Boston's form, all of them closed; the units are opened on the way. */
export async function measureImport(parent: string, cases: number): Promise<number> {
  const file = join(parent, 'requests.csv');
  writeFileSync(file, [HEADER, ...Array.from({ length: cases }, (_, index) => row(index))].join('\n'));
  const data = join(parent, 'import');
  const settings = settingsFrom({ GRIDCASE_DATA: data, GRIDCASE_DEMO: 'no', GRIDCASE_LOG_LEVEL: 'error' });
  const plan = await planImport({
    paths: [file],
    mapping: 'boston-311',
    units: 'from-file',
    encoding: 'utf-8',
  });
  const workbench = await openWorkbench(settings);
  const started = performance.now();
  const { imported } = await workbench.get(FileImport).run(plan, {});
  const perSecond = rate(imported, performance.now() - started);
  await workbench.close();
  if (imported !== cases) throw new Error(`${imported} of ${cases} rows were imported`);
  return perSecond;
}

function row(index: number): string {
  const ward = (index % 22) + 1;
  return [
    `90${index}`,
    '01/02/2015 03:14:47 PM',
    '03/04/2015 08:35:02 AM',
    'Closed',
    'Case Closed Case Resolved: work done on site',
    'Electrical',
    'Electrical',
    'ISD_Building (INTERNAL)',
    'ISD',
    `${index} Example St`,
    `Quarter ${ward % 5}`,
    `Ward ${ward}`,
    `${ward}0${index % 9}.0`,
    '42.3473',
    '-71.0708',
  ].join(',');
}
