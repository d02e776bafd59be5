import { describe } from '@jest/globals';
import { appendContract } from './contract/append.contract.js';
import { contentContract } from './contract/content.contract.js';
import { durabilityContract } from './contract/durability.contract.js';
import { Behaviours } from './contract/fixture.contract.js';
import type { LogFixture } from './contract/fixture.contract.js';
import { integrityContract } from './contract/integrity.contract.js';
import { readContract } from './contract/read.contract.js';
import { subscribeContract } from './contract/subscribe.contract.js';

/** What every log does, whatever keeps it: 38 numbered behaviours. */
export function eventStoreContract(name: string, fixture: LogFixture): void {
  describe(`the log ${name}`, () => {
    const behaviours = new Behaviours(fixture);
    describe('appending', () => appendContract(behaviours));
    describe('keeping', () => contentContract(behaviours));
    describe('reading', () => readContract(behaviours));
    describe('subscribing', () => subscribeContract(behaviours));
    describe('being durable', () => durabilityContract(behaviours));
    describe('being whole', () => integrityContract(behaviours));
    behaviours.account();
  });
}
