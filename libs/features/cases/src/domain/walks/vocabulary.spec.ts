import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import { LEVELS, STAGE_NAMES } from '#kernel';
import {
  CHANNELS,
  LANES,
  OUTCOMES,
  PAUSE_REASONS,
  REJECT_REASONS,
  RETURN_GROUNDS,
  URGENCIES,
} from '../case.events.js';
import { rules } from '../rules/testing.js';
import { people, unitIds } from '../testing.js';
import { onEveryWalk } from './testing.js';

const wordsOfTheTrade =
  `dispatch escalation send-down redirect reached not-reached on-site verification call-back internal public
   not-solved new-facts own cn hash-1 hash-2 remind due written seen level-1 up notify raise move-up flag
   add-supervisor overdue review-after-outage supervisor rung resident unit none review-date appeal stop-work demolish
   pause extension merge calendar rules elapsed-seconds elapsed-hours working-hours working-days same-day until elapsed
   working next-day`.split(/\s+/);
const words = new Set<string>(
  [
    LEVELS,
    CHANNELS,
    OUTCOMES,
    REJECT_REASONS,
    RETURN_GROUNDS,
    URGENCIES,
    STAGE_NAMES,
    LANES,
    PAUSE_REASONS,
    wordsOfTheTrade,
    unitIds,
  ]
    .flat()
    .concat(Object.keys(people), [...rules.types.keys()]),
);
const opaqueId = /^(reporter:|hash-)?case-[\d-]+$|^(helper|step)-[a-z0-9-]+$/;
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
