import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { DtoChecks, type Check } from './dto-check.js';
import { DtoSchemas, type DtoClass } from './dto-schema.js';
import { IsDay, IsInstant } from './text-formats.js';

enum Urgency {
  ordinary = 'ordinary',
  urgent = 'urgent',
}

class Place {
  @IsNumber() @Min(-90) @Max(90) latitude!: number;
  @IsNumber() @Min(-180) @Max(180) longitude!: number;
  @IsOptional() @IsString() @MaxLength(5) door?: string;
}

class EveryDecorator {
  @IsString() @MinLength(2) @MaxLength(5) text!: string;
  @Length(1, 3) short!: string;
  @IsNotEmpty() @IsString() @MaxLength(9) filled!: string;
  @Matches(/^[a-z]{1,3}$/) pattern!: string;
  @IsUUID() id!: string;
  @IsUUID(4) id4!: string;
  @IsEmail() mail!: string;
  @IsInstant() at!: string;
  @IsDay() day!: string;
  @IsISO8601({ strict: true }) @MaxLength(40) since!: string;
  @IsInt() @Min(0) @Max(9) digit!: number;
  @IsBoolean() flag!: boolean;
  @IsEnum(Urgency) urgency!: Urgency;
  @IsIn(['a', 'b']) letter!: string;
  @IsOptional() @IsInt() maybe?: number;
  @ValidateNested() @Type(() => Place) place!: Place;
  @IsArray() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => Place) places!: Place[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(3, { each: true })
  tags!: string[];
}

const valid = {
  text: '井盖破损',
  short: 'ab',
  filled: 'x',
  pattern: 'abc',
  id: '6f9619ff-8b86-5011-b42d-00c04fc964ff',
  id4: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  mail: 'a@example.org',
  at: '2026-01-31T08:00:00+08:00',
  day: '2026-02-28',
  since: '2026-02-28',
  digit: 3,
  flag: false,
  urgency: Urgency.urgent,
  letter: 'a',
  place: { latitude: 23.1, longitude: 113.1 },
  places: [{ latitude: 23.1, longitude: 113.1, door: '3A' }],
  tags: ['a', 'b'],
};

function checkOf(dto: DtoClass, fromText = false): Check {
  return new DtoChecks(new DtoSchemas()).checkOf(dto, fromText);
}

function classValidatorAccepts(value: object): boolean {
  const instance = plainToInstance(EveryDecorator, value);
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true }).length === 0;
}

// One field replaced by anything: near enough to valid that both answers come up often.
const anything = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 7 }),
  fc.string({ unit: fc.constantFrom('a', '井', '😀', '-', '1'), maxLength: 7 }),
  fc.uuid(),
  fc.emailAddress(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-02-30',
    '2026-02-28',
    '2026-02-30T10:00:00Z',
    '2026-02-28T24:00:00Z',
    '2024-02-29',
    '2026',
  ),
  fc.integer({ min: -3, max: 12 }),
  fc.double({ min: -200, max: 200, noNaN: true }),
  fc.boolean(),
  fc.constantFrom('a', 'b', 'ordinary', 'urgent', '', true),
  fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.constant('a')), { maxLength: 4 }),
  fc.record({
    latitude: fc.double({ min: -100, max: 100, noNaN: true }),
    longitude: fc.integer({ min: -200, max: 200 }),
  }),
  fc.array(
    fc.record({ latitude: fc.constant(1), longitude: fc.constant(2), door: fc.string({ maxLength: 7 }) }),
    {
      maxLength: 3,
    },
  ),
);
const almostValid = fc
  .dictionary(fc.constantFrom(...Object.keys(valid), 'maybe', 'unheardOf'), anything, { maxKeys: 2 })
  .map((changes) => ({ ...structuredClone(valid), ...changes }))
  // class-validator takes a list of places for one place; we do not.
  .filter(({ place }) => !Array.isArray(place));

describe('checking a request against the schema of its DTO', () => {
  const check = checkOf(EveryDecorator);

  it('accepts what class-validator accepts, and refuses the rest', () => {
    expect(check(structuredClone(valid))).toEqual([]);
    fc.assert(
      fc.property(almostValid, (value) => {
        expect(check(structuredClone(value)).length === 0).toBe(classValidatorAccepts(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the place, the rule and its limit', () => {
    const flaws = check({
      ...valid,
      text: 'a',
      places: [{ latitude: 91, longitude: 0 }],
      tags: ['a', 'a'],
      colour: 1,
    });
    expect(flaws).toContainEqual({ path: '/text', code: 'too-short', limit: 2 });
    expect(flaws).toContainEqual({ path: '/places/0/latitude', code: 'too-large', limit: 90 });
    expect(flaws).toContainEqual({ path: '/tags', code: 'repeated' });
    expect(flaws).toContainEqual({ path: '/colour', code: 'unknown-field' });
    expect(check({ ...valid, place: undefined })).toEqual([{ path: '/place', code: 'required' }]);
  });

  it('takes null for no value at all', () => {
    expect(check({ ...valid, maybe: null })).toEqual([
      { path: '/maybe', code: 'wrong-type', limit: 'integer' },
    ]);
  });

  it('bounds every text and every list, whether or not the DTO does', () => {
    class Unbounded {
      @IsString() text!: string;
      @IsInt({ each: true }) numbers!: number[];
    }
    const flaws = checkOf(Unbounded)({
      text: 'x'.repeat(2_001),
      numbers: Array.from({ length: 1_001 }, () => 1),
    });
    expect(flaws.map(({ code }) => code)).toEqual(['too-long', 'too-many']);
  });
});

describe('checking a query, where all comes as text', () => {
  class Page {
    @IsOptional() @IsInt() @Min(1) @Max(100) limit = 50;
    @IsOptional() @IsBoolean() open?: boolean;
    @IsOptional() @IsIn(['a', 'b'], { each: true }) states?: string[];
  }
  const check = checkOf(Page, true);

  it('turns texts into the types that are declared, and fills in defaults', () => {
    const query = { open: 'true', states: 'a' };
    expect(check(query)).toEqual([]);
    expect(query).toEqual({ open: true, states: ['a'], limit: 50 });
  });

  it('refuses what is no such type', () => {
    expect(check({ limit: 'many' })).toEqual([{ path: '/limit', code: 'wrong-type', limit: 'integer' }]);
    expect(check({ limit: ['1', '2'] })).toEqual([{ path: '/limit', code: 'wrong-type', limit: 'integer' }]);
    expect(check({ limit: '' })).toHaveLength(1);
  });
});
