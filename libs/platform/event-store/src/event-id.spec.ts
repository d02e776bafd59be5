import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventIdOf, isUuid, streamName, uuidV5 } from './event-id.js';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'; // RFC 9562, section 6.6

describe('naming an event', () => {
  it('makes the UUID that RFC 9562 gives as its example', () => {
    expect(uuidV5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('makes the same id for the same command and index, and no other', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.nat(), fc.nat(), (one, other, index, next) => {
        expect(eventIdOf(one, index)).toBe(eventIdOf(one.toUpperCase(), index));
        expect(eventIdOf(one, index) === eventIdOf(other, next)).toBe(one === other && index === next);
        expect(isUuid(eventIdOf(one, index))).toBe(true);
      }),
    );
  });

  it('refuses a command id that is not a UUID', () => {
    expect(() => eventIdOf('command-1', 0)).toThrow(TypeError);
  });
});

describe('naming a stream', () => {
  it('joins category and id', () => {
    expect(streamName('case', '2026-1')).toBe('case-2026-1');
  });

  it.each([
    ['', 'a'],
    ['a-b', 'c'],
    ['case', ''],
    ['case', 'a\0'],
    ['case', '\ud800'],
  ])('refuses %j with %j', (category, id) => {
    expect(() => streamName(category, id)).toThrow(TypeError);
  });
});
