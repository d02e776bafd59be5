import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Contains, IsInt, IsNotEmpty, IsString, Matches, ValidateIf } from 'class-validator';
import { DtoSchemas, UntranslatableDto, type DtoClass } from './dto-schema.js';

const declare = (dto: DtoClass) => new DtoSchemas().refTo(dto);

describe('declaring a DTO that cannot be translated', () => {
  it('is refused with the name of the field and the decorator', () => {
    class WithContains {
      @Contains('x') text!: string;
    }
    class WithCondition {
      @ValidateIf(() => true) @IsString() text!: string;
    }
    class WithoutType {
      @IsNotEmpty() text!: string;
    }
    class WithTwoTypes {
      @IsString() @IsInt() text!: string;
    }
    class WithFlags {
      @Matches(/a/i) text!: string;
    }
    expect(() => declare(WithContains)).toThrow(
      'WithContains.text: @contains (or an option of it) has no translation',
    );
    for (const dto of [WithCondition, WithoutType, WithTwoTypes, WithFlags]) {
      expect(() => declare(dto)).toThrow(UntranslatableDto);
    }
  });
});
