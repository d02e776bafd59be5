import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejection } from '#kernel';
import { mapRow, type MappedRow, type Row } from './mapping.js';
import { mappingNamed, MAPPINGS } from './mappings.js';

describe.each(MAPPINGS.map((mapping) => [mapping.name, mapping] as const))(
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

/** Every unit hangs on one before it and has a valid id; every unit that a step names is there; no command comes twice. */
function expectSound({ units, steps }: MappedRow): void {
  const ids = units.map(({ unitId }) => unitId);
  for (const [index, { unitId, parent, level }] of units.entries()) {
    expect(unitId).toMatch(/^[\w-]{1,64}$/);
    if (level === 'county') expect(parent).toBeUndefined();
    else expect(ids.slice(0, index)).toContain(parent);
  }
  const types = steps.map(({ command }) => command.type);
  expect(new Set(types).size).toBe(types.length);
  for (const { command, occurredAt } of steps) {
    expect(new Date(occurredAt).toISOString()).toBe(occurredAt);
    if (command.type === 'OfferCustody') expect(ids).toContain(command.data.to);
    if (command.type === 'ReportCase' || command.type === 'AcceptCase')
      expect(ids).toContain(command.data.unit);
  }
}
