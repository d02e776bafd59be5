import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { answerable } from '../case.state.js';
import { asked, granted, refused } from './testing.js';
import {
  acceptedBy,
  as,
  asSystem,
  given,
  life,
  offered,
  reportedAs,
  signed,
  stateAfter,
  text,
} from '../testing.js';

const words = text('no');
const giveBack: CaseCommand = { type: 'RequestReturn', data: { ground: 'not-our-area' } };

const redispatched = [offered('east', 'lake'), signed('lake', 'zhao')];
const returnedOnce = [...life.held, asked('mill', 'east'), granted('mill', 'east'), ...redispatched];

describe('asking to return a case', () => {
  it('goes to the level that dispatched, signed for or not', () => {
    given(...life.held)
      .when(giveBack, as('li'))
      .expectEvents(asked('mill', 'east'));
    given(...life.offered)
      .when(giveBack, as('li'))
      .expectEvents(asked('mill', 'east'));
  });

  it('keeps the ground, the suggested unit and the words', () => {
    const data = { ground: 'not-our-duty', suggestedUnit: 'lake', text: words } as const;
    given(...life.held)
      .when({ type: 'RequestReturn', data }, as('li'))
      .expectEvents({ type: 'ReturnRequested', data: { ...data, unit: 'mill', decideBy: 'east' } });
  });

  it('leaves the current holder answerable while it waits', () => {
    expect(answerable(stateAfter(...life.held, asked('mill', 'east')))).toBe('mill');
    expect(answerable(stateAfter(...life.offered, asked('mill', 'east')))).toBe('east');
  });

  it('goes to the level that dispatched, not to the unit the case was taken from', () => {
    given(...life.held, offered('mill', 'lake', { by: 'east' }), signed('lake', 'zhao'))
      .when(giveBack, as('zhao'))
      .expectEvents(asked('lake', 'east'));
  });

  it('goes to the nearest duty officer when a group or an external unit dispatched', () => {
    given(...life.held, offered('mill', 'mill-1'), signed('mill-1', 'wang'), offered('mill-1', 'property'))
      .when(giveBack, as('pan'))
      .expectEvents(asked('property', 'mill'));
  });

  it('goes to arbitration one level up the second time', () => {
    given(...returnedOnce)
      .when(giveBack, as('zhao'))
      .expectEvents(asked('lake', 'town'));
  });

  it('is arbitrated by the root itself where there is no level above', () => {
    given(
      ...reportedAs(),
      acceptedBy('county'),
      offered('county', 'town'),
      asked('town', 'county'),
      refused('town', false),
    )
      .when(giveBack, as('qian'))
      .expectEvents(asked('town', 'county'));
  });

  it('is refused the third time', () => {
    given(...returnedOnce, asked('lake', 'town'), refused('lake', true))
      .when(giveBack, as('zhao'))
      .expectRejection('returns-exhausted');
  });

  it('changes nothing when asked twice', () => {
    given(...life.held, asked('mill', 'east'))
      .when(giveBack, as('li'))
      .expectEvents();
    given(...life.held, asked('mill', 'east'))
      .when(giveBack, asSystem('import'))
      .expectEvents();
  });

  it('is refused to the holder while the one it offered to has asked', () => {
    given(...life.offered, asked('mill', 'east'))
      .when(giveBack, as('chen'))
      .expectRejection('return-pending');
  });

  it('is refused for a case that nobody handed over, or that came up from below', () => {
    given(...life.accepted)
      .when(giveBack, as('chen'))
      .expectRejection('nothing-to-return');
    given(...life.held, offered('mill', 'east', { kind: 'escalation' }))
      .when(giveBack, as('chen'))
      .expectRejection('nothing-to-return');
    given(...life.held, offered('mill', 'east', { kind: 'escalation' }), signed('east', 'chen'))
      .when(giveBack, as('chen'))
      .expectRejection('nothing-to-return');
  });

  it('is refused when it suggests a unit that does not stand', () => {
    given(...life.held)
      .when({ type: 'RequestReturn', data: { ground: 'not-our-area', suggestedUnit: 'old-mill' } }, as('li'))
      .expectRejection('unknown-unit');
  });
});
