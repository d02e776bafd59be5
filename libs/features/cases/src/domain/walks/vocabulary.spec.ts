import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import { LEVELS } from '#kernel';
import { CHANNELS, OUTCOMES, REJECT_REASONS, RETURN_GROUNDS, URGENCIES } from '../case.events.js';
import { SERVICE_TYPES } from '../service-types.js';
import { people, unitIds } from '../testing.js';
import { onEveryWalk } from './testing.js';

const wordsOfTheTrade =
  `dispatch escalation send-down redirect reached not-reached on-site verification call-back internal public
   not-solved new-facts own`.split(/\s+/);
const words = new Set<string>(
  [LEVELS, CHANNELS, OUTCOMES, REJECT_REASONS, RETURN_GROUNDS, URGENCIES, wordsOfTheTrade, unitIds]
    .flat()
    .concat(Object.keys(people), [...SERVICE_TYPES.keys()]),
);
const opaqueId = /^(reporter:|hash-)?case-[\d-]+$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('remembering', () => {
  it('says nothing in clear but the words of the trade, ids and moments', () => {
    onEveryWalk((world) =>
      world.attempts
        .flatMap(({ events }) => [...clearTextsIn(events.map(({ data }) => data))])
        .filter((text) => !words.has(text) && !opaqueId.test(text) && !moment.test(text)),
    );
  });

  it('holds plain JSON: what is stored is what is read', () => {
    onEveryWalk((world) =>
      world.attempts
        .flatMap(({ events }) => events)
        .filter((event) => !isDeepStrictEqual(JSON.parse(JSON.stringify(event)), event)),
    );
  });
});

/** Every string but those inside a sealed box. */
function* clearTextsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null || isSealed(value)) return;
  for (const part of Object.values(value)) yield* clearTextsIn(part);
}

function isSealed(value: object): boolean {
  return Object.keys(value).toSorted().join() === 'box,subject';
}
