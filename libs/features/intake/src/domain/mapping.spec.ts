import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejection } from '#kernel';
import { mapRow, type CsvMapping, type MappedRow, type Row } from './mapping.js';
import { mappingNamed, MAPPINGS } from './mappings.js';
import { permitXes } from './permit-xes.js';

const CSV = MAPPINGS.filter((mapping): mapping is CsvMapping => mapping.format === 'csv');

describe.each(CSV.map((mapping) => [mapping.name, mapping] as const))(
  'reading rubbish as %s',
  (_, mapping) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '',
        '0',
        '-1',
        '90',
        '1/1/2015',
        '02/29/2015 12:00:00 AM',
        'Closed',
        'Open',
        'In Progress',
      ),
    );
    const rows = fc.record(Object.fromEntries(mapping.columns.map((column) => [column, text])), {
      requiredKeys: [],
    });

    it('maps or refuses, and never breaks', () => {
      fc.assert(
        fc.property(rows, (row) => {
          const result = mapRow(mapping, filled(row));
          if (!(result instanceof Rejection)) expectSound(result);
        }),
        { numRuns: 1000 },
      );
    });

    it('maps a row with dates and a number whatever its other columns hold, or refuses it', () => {
      const [number = '', opened = '', closed = ''] = mapping.columns;
      const status = mapping.columns.find((column) => /status/i.test(column)) ?? '';
      const given = {
        [number]: '7',
        [opened]: '1/2/2015 3:04',
        [closed]: '1/3/2015 3:04',
        [status]: 'Closed',
      };
      fc.assert(
        fc.property(rows, (row) => {
          const result = mapRow(mapping, filled({ ...row, ...given }));
          if (!(result instanceof Rejection)) expectSound(result);
          else expect(['unreadable-text', 'invalid-coordinates', 'text-too-long']).toContain(result.code);
        }),
        { numRuns: 1000 },
      );
    });
  },
);

describe('reading a rubbish event log', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'EMPTY', 'Group 1', 'Internet'));
  const time = fc.oneof(
    text,
    fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2020-01-01') })
      .map((date) => date.toISOString()),
  );
  const attributes = rowOf(
    { channel: text, department: text },
    { startdate: time, enddate: time, deadline: time },
  );
  const event = rowOf({ 'org:group': text }, { 'time:timestamp': time, 'concept:name': text });

  it('maps or refuses, and never breaks', () => {
    fc.assert(
      fc.property(attributes, fc.array(event, { maxLength: 6 }), (given, events) => {
        const numbered = events.map((each, index) =>
          filled({ ...each, 'concept:instance': `task-${index}` }),
        );
        const trace = { attributes: filled({ ...given, 'concept:name': 'case-1' }), events: numbered };
        const result = mapRow(permitXes, trace);
        if (!(result instanceof Rejection)) expectSound(result);
      }),
      { numRuns: 1000 },
    );
  });

  function rowOf(...columns: readonly Record<string, fc.Arbitrary<string>>[]) {
    return fc.record(Object.assign({}, ...columns) as Record<string, fc.Arbitrary<string>>, {
      requiredKeys: [],
    });
  }
});

describe('choosing a mapping', () => {
  it('knows it by its name', () => {
    expect(mappingNamed('boston-311').title.en).toContain('Boston');
  });

  it('names those there are when there is no such one', () => {
    expect(() => mappingNamed('atlantis')).toThrow(expect.objectContaining({ code: 'unknown-mapping' }));
  });
});

function filled(row: Readonly<Record<string, string | undefined>>): Row {
  return new Map(Object.entries(row).map(([column, text]) => [column, text ?? '']));
}

/** Every unit hangs on one before it and has a valid id; every unit that a step names is there; steps differ and go forward. */
function expectSound({ units, steps }: MappedRow): void {
  const ids = units.map(({ unitId }) => unitId);
  for (const [index, { unitId, parent, level }] of units.entries()) {
    expect(unitId).toMatch(/^[\w-]{1,64}$/);
    if (level === 'county') expect(parent).toBeUndefined();
    else expect(ids.slice(0, index)).toContain(parent);
  }
  const names = steps.map(({ command, key = '' }) => `${command.type} ${key}`);
  expect(new Set(names).size).toBe(names.length);
  const times = steps.map(({ occurredAt }) => occurredAt);
  expect(times).toEqual(times.toSorted());
  for (const { command, occurredAt } of steps) {
    expect(new Date(occurredAt).toISOString()).toBe(occurredAt);
    if (command.type === 'OfferCustody') expect(ids).toContain(command.data.to);
    if (command.type === 'ReportCase' || command.type === 'AcceptCase')
      expect(ids).toContain(command.data.unit);
  }
}
