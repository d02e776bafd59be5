import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alarmOf, jobIdOf } from './bullmq.alarm.js';

const text = fc.string({ minLength: 1, unit: fc.constantFrom(...'a0-:%_ 村é/') });
const anyAlarm = fc.record({ subject: text, name: text, version: fc.nat(), at: fc.nat() });

describe('naming the job of an alarm', () => {
  it('is readable', () => {
    const alarm = { subject: '0199-ab', name: 'helper-unit:1', version: 3, at: 0 };
    expect(jobIdOf(alarm)).toBe('dl-0199-ab-helper%2Dunit%3A1-3');
  });

  it('gives the alarm back, and no two alarms the same name', () => {
    fc.assert(
      fc.property(anyAlarm, anyAlarm, (one, other) => {
        expect(alarmOf(jobIdOf(one), one.at)).toEqual(one);
        const isSame = one.subject === other.subject && one.name === other.name;
        expect(jobIdOf(one) === jobIdOf(other)).toBe(isSame && one.version === other.version);
      }),
    );
  });

  it('never has a colon, which BullMQ refuses', () => {
    fc.assert(fc.property(anyAlarm, (alarm) => expect(jobIdOf(alarm)).not.toContain(':')));
  });
});
