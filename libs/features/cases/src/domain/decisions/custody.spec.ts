import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { answerable } from '../case.state.js';
import { acceptedBy, as, asSystem, given, life, offered, signed, stateAfter, text } from '../testing.js';

const reason = text('their street');

function offer(to: string, why?: typeof reason): CaseCommand {
  return { type: 'OfferCustody', data: { to, ...(why && { reason: why }) } };
}

describe('offering custody', () => {
  it('hands the case to a unit directly below without a word', () => {
    given(...life.accepted)
      .when(offer('mill'), as('chen'))
      .expectEvents(offered('east', 'mill'));
  });

  it('leaves the previous holder answerable', () => {
    expect(answerable(stateAfter(...life.offered))).toBe('east');
  });

  it('hands it further down, to an external unit attached above, or past the holder, with a reason', () => {
    given(...life.accepted)
      .when(offer('mill-1', reason), as('chen'))
      .expectEvents(offered('east', 'mill-1', { reason }));
    given(...life.accepted)
      .when(offer('fire', reason), as('chen'))
      .expectEvents(offered('east', 'fire', { reason }));
    given(...life.held)
      .when(offer('west', reason), as('qian'))
      .expectEvents(offered('mill', 'west', { by: 'town', reason }));
  });

  it('remembers the level that dispatched beside the unit it is taken from', () => {
    given(...life.held)
      .when(offer('lake'), as('chen'))
      .expectEvents(offered('mill', 'lake', { by: 'east' }));
  });

  it('needs no reason from an import', () => {
    given(...life.accepted)
      .when(offer('fire'), asSystem('import'))
      .expectEvents(offered('east', 'fire'));
  });

  it('changes nothing the second time', () => {
    given(...life.offered)
      .when(offer('mill'), as('chen'))
      .expectEvents();
  });

  it('takes the place of an offer that nobody signs', () => {
    given(...life.offered)
      .when(offer('lake'), as('chen'))
      .expectState({ custody: { holder: 'east', offer: { to: 'lake' } } });
  });

  it('is refused while the level above is asked', () => {
    given(...life.held, offered('mill', 'east', { kind: 'escalation' }))
      .when(offer('lake'), as('chen'))
      .expectRejection('hand-over-pending');
  });

  it('is refused while a return waits for its decision, even to the same unit', () => {
    const asked = {
      type: 'ReturnRequested',
      data: { unit: 'mill', ground: 'not-our-duty', decideBy: 'east' },
    } as const;
    given(...life.offered, asked)
      .when(offer('mill'), as('chen'))
      .expectRejection('return-pending');
  });

  it('is refused to the unit that holds it, to a unit above, and to one out of reach', () => {
    given(...life.accepted)
      .when(offer('east'), as('chen'))
      .expectRejection('target-is-holder');
    given(...life.accepted)
      .when(offer('town'), as('chen'))
      .expectRejection('use-escalation');
    given(...life.accepted)
      .when(offer('hill', reason), as('chen'))
      .expectRejection('target-out-of-reach');
    given(...life.held)
      .when(offer('lake', reason), as('li'))
      .expectRejection('target-out-of-reach');
  });

  it('is refused without a reason to a unit that is not directly below', () => {
    given(...life.accepted)
      .when(offer('mill-1'), as('chen'))
      .expectRejection('reason-missing');
    given(...life.accepted)
      .when(offer('fire'), as('chen'))
      .expectRejection('reason-missing');
  });

  it('is refused for a unit that does not stand', () => {
    given(...life.accepted)
      .when(offer('old-mill'), as('chen'))
      .expectRejection('unknown-unit');
    given(...life.accepted)
      .when(offer('nowhere'), as('chen'))
      .expectRejection('unknown-unit');
  });
});

describe('signing for a case', () => {
  const sign: CaseCommand = { type: 'AcceptCustody', data: {} };

  it('is recorded with the persons who take it on', () => {
    given(...life.offered)
      .when(sign, as('li'))
      .expectEvents(signed('mill', 'li'));
    given(...life.offered)
      .when(sign, as('zhou', 'mill'))
      .expectEvents(signed('mill', 'zhou', 'li'));
    given(...life.offered)
      .when(sign, asSystem('import'))
      .expectEvents(signed('mill'));
  });

  it('makes the target answerable and begins the handling', () => {
    given(...life.offered)
      .when(sign, as('li'))
      .expectState({
        lifecycle: { stage: 'handling' },
        custody: { holder: 'mill', chain: [{ from: 'east', by: 'east' }], hops: 1 },
        handlers: ['li'],
      });
    expect(answerable(stateAfter(...life.held))).toBe('mill');
  });

  it('changes nothing the second time', () => {
    given(...life.held)
      .when(sign, as('li'))
      .expectEvents();
  });

  it('is refused when nothing is offered', () => {
    given(...life.accepted)
      .when(sign, as('chen'))
      .expectRejection('no-offer');
    given(...life.held)
      .when(sign, as('zhao'))
      .expectRejection('no-offer');
  });

  it('is refused while its return waits for a decision', () => {
    given(...life.offered, {
      type: 'ReturnRequested',
      data: { unit: 'mill', ground: 'not-our-area', decideBy: 'east' },
    })
      .when(sign, as('li'))
      .expectRejection('return-pending');
  });

  it('counts every hand-over', () => {
    const twice = [...life.held, offered('mill', 'mill-1'), signed('mill-1', 'wang')];
    expect(stateAfter(...twice)).toMatchObject({
      custody: {
        holder: 'mill-1',
        hops: 2,
        chain: [
          { from: 'east', by: 'east' },
          { from: 'mill', by: 'mill' },
        ],
      },
      handlers: ['li', 'wang'],
    });
    expect(stateAfter(...twice.slice(0, 2), acceptedBy('mill')).custody.chain).toEqual([]);
  });
});
