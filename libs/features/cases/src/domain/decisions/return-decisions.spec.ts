import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { as, given, life, offered, signed, stateAfter, text } from '../testing.js';
import { asked, granted, refused } from './testing.js';

const words = text('no');
const redispatched = [offered('east', 'lake'), signed('lake', 'zhao')];
const returnedOnce = [...life.held, asked('mill', 'east'), granted('mill', 'east'), ...redispatched];

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
});
