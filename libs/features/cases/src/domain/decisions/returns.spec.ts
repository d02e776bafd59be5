import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import type { CaseCommand } from '../case.commands.js';
import { answerable } from '../case.state.js';
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

const words = text('belongs to the lake');
const giveBack: CaseCommand = { type: 'RequestReturn', data: { ground: 'not-our-area' } };

function asked(unit: string, decideBy: string): CaseEvent {
  return { type: 'ReturnRequested', data: { unit, ground: 'not-our-area', decideBy } };
}

function granted(unit: string, holder: string): CaseEvent {
  return { type: 'ReturnGranted', data: { unit, holder } };
}

function refused(unit: string, final: boolean): CaseEvent {
  return { type: 'ReturnRefused', data: { unit, final, text: words } };
}

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

  it('is refused outside the time of handling', () => {
    given().when(giveBack, as('li')).expectRejection('case-not-found');
    given(...life.reported)
      .when(giveBack, as('wang'))
      .expectRejection('wrong-stage');
    given(...life.verifying)
      .when(giveBack, as('li'))
      .expectRejection('wrong-stage');
    given(...life.closed)
      .when(giveBack, as('li'))
      .expectRejection('case-final');
  });
});

describe('deciding on a return', () => {
  const grant: CaseCommand = { type: 'DecideReturn', data: { granted: true } };
  const refuse: CaseCommand = { type: 'DecideReturn', data: { granted: false, text: words } };

  it('gives it back to the one who handed it on', () => {
    given(...life.held, asked('mill', 'east'))
      .when(grant, as('chen'))
      .expectEvents(granted('mill', 'east'));
    given(...life.held, asked('mill', 'east'))
      .when(grant, as('chen'))
      .expectState({ custody: { holder: 'east', chain: [], returns: 1 } });
  });

  it('leaves it with the holder when the offer was not signed for', () => {
    given(...life.offered, asked('mill', 'east'))
      .when(grant, as('chen'))
      .expectEvents(granted('mill', 'east'));
    expect(stateAfter(...life.offered, asked('mill', 'east'), granted('mill', 'east')).custody).toEqual({
      holder: 'east',
      chain: [],
      returns: 1,
      hops: 0,
    });
  });

  it('may offer it to the next unit at once', () => {
    const next: CaseCommand = { type: 'DecideReturn', data: { granted: true, next: 'lake', text: words } };
    given(...life.held, asked('mill', 'east'))
      .when(next, as('chen'))
      .expectEvents(
        { type: 'ReturnGranted', data: { unit: 'mill', holder: 'east', text: words } },
        offered('east', 'lake', { kind: 'redirect' }),
      );
  });

  it('needs no second hand-over when the next unit is the one it goes back to', () => {
    given(...life.held, asked('mill', 'east'))
      .when({ type: 'DecideReturn', data: { granted: true, next: 'east' } }, as('chen'))
      .expectEvents(granted('mill', 'east'));
  });

  it('refuses in words, and the offer stands as before', () => {
    given(...life.offered, asked('mill', 'east'))
      .when(refuse, as('chen'))
      .expectEvents(refused('mill', false));
    expect(stateAfter(...life.offered, asked('mill', 'east'), refused('mill', false)).custody).toMatchObject({
      offer: { kind: 'dispatch', from: 'east', to: 'mill' },
      returns: 1,
    });
    const held = stateAfter(...life.held, asked('mill', 'east'), refused('mill', false)).custody;
    expect(held).toEqual({ ...stateAfter(...life.held).custody, returns: 1 });
  });

  it('is final the second time', () => {
    given(...returnedOnce, asked('lake', 'town'))
      .when(refuse, as('qian'))
      .expectEvents(refused('lake', true));
  });

  it('is refused without words for a no', () => {
    given(...life.held, asked('mill', 'east'))
      .when({ type: 'DecideReturn', data: { granted: false } }, as('chen'))
      .expectRejection('text-missing');
  });

  it('is refused when the next unit is the one that returned it, does not stand, or is out of reach', () => {
    const next = (unit: string): CaseCommand => ({
      type: 'DecideReturn',
      data: { granted: true, next: unit },
    });
    const waiting = [...life.held, asked('mill', 'east')];
    given(...waiting)
      .when(next('mill'), as('chen'))
      .expectRejection('target-is-holder');
    given(...waiting)
      .when(next('old-mill'), as('chen'))
      .expectRejection('unknown-unit');
    given(...waiting)
      .when(next('hill'), as('chen'))
      .expectRejection('target-out-of-reach');
  });

  it('is refused the second time, and when nobody asked', () => {
    given(...life.held, asked('mill', 'east'), granted('mill', 'east'))
      .when(grant, as('chen'))
      .expectRejection('no-return-pending');
    given(...life.held)
      .when(grant, as('chen'))
      .expectRejection('no-return-pending');
  });

  it('is refused when there is no such case, or when it has ended', () => {
    given().when(grant, as('chen')).expectRejection('case-not-found');
    given(...life.held, asked('mill', 'east'), { type: 'CaseWithdrawn', data: {} })
      .when(grant, as('chen'))
      .expectRejection('case-final');
  });
});
