import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import type { CaseCommand } from '../case.commands.js';
import {
  as,
  asSystem,
  called,
  closed,
  given,
  handled,
  life,
  stateAfter,
  text,
  verified,
} from '../testing.js';
import { linked } from './testing.js';

const duplicate = linked('case-2');

describe('closing a case', () => {
  const close: CaseCommand = { type: 'CloseCase', data: {} };
  const reply = text('public reply');
  const published: CaseEvent = { type: 'PublicReplyPublished', data: { reply } };

  it('takes over the outcome and the reply that the handler proposed', () => {
    given(...life.callingBack, called('own'))
      .when(close, as('chen'))
      .expectEvents(closed, published);
  });

  it('may correct both', () => {
    const corrected = text('corrected');
    given(...life.callingBack, called('own'))
      .when({ type: 'CloseCase', data: { outcome: 'partly-solved', publicReply: corrected } }, as('chen'))
      .expectEvents(
        { type: 'CaseClosed', data: { ...closed.data, outcome: 'partly-solved' } },
        { type: 'PublicReplyPublished', data: { reply: corrected } },
      );
  });

  it('is refused until every reporter was reached or tried three times', () => {
    given(...life.callingBack)
      .when(close, as('chen'))
      .expectRejection('call-backs-missing');
    given(...life.callingBack, called('own', false), called('own', false))
      .when(close, as('chen'))
      .expectRejection('call-backs-missing');
    given(...life.callingBack, called('own', false), called('own', false), called('own', false))
      .when(close, as('chen'))
      .expectEvents(closed, published);
    given(...life.callingBack, duplicate, called('own'))
      .when(close, as('chen'))
      .expectRejection('call-backs-missing');
    given(...life.callingBack, duplicate, called('own'), called('case-2'))
      .when(close, as('chen'))
      .expectEvents(closed, published);
  });

  it('asks one attempt of an import, whose file has no record of calls', () => {
    given(...life.callingBack)
      .when(close, asSystem('import'))
      .expectRejection('call-backs-missing');
    given(...life.callingBack, called('own', false))
      .when(close, asSystem('import'))
      .expectEvents(closed, published);
  });

  it('is refused to who handled', () => {
    given(...life.accepted, handled('chen'), verified, called('own'))
      .when(close, as('chen'))
      .expectRejection('handler-not-allowed');
  });

  it('changes nothing the second time', () => {
    given(...life.closed)
      .when(close, as('chen'))
      .expectEvents();
  });
});

describe('withdrawing a case', () => {
  const withdraw: CaseCommand = { type: 'Withdraw', data: { reason: text('settled among neighbours') } };
  const withdrawn: CaseEvent = { type: 'CaseWithdrawn', data: { reason: text('settled among neighbours') } };

  it('ends it at any open stage, whatever is offered, asked or escalated', () => {
    for (const history of [life.reported, life.offered, life.held, life.callingBack]) {
      given(...history)
        .when(withdraw, asSystem('resident'))
        .expectEvents(withdrawn);
    }
    const { custody, escalation } = stateAfter(...life.offered, withdrawn);
    expect(custody).toEqual({ holder: 'east', chain: [], returns: 0, hops: 0 });
    expect(escalation).toBeUndefined();
  });

  it('releases the cases that were merged into it, not those merged into them', () => {
    given(...life.held, linked('case-2', 'case-4'), linked('case-3'))
      .when(withdraw, asSystem('resident'))
      .expectEvents({
        type: 'CaseWithdrawn',
        data: { reason: text('settled among neighbours'), releases: ['case-2', 'case-3'] },
      });
  });

  it('changes nothing the second time', () => {
    given(...life.held, withdrawn)
      .when(withdraw, asSystem('resident'))
      .expectEvents();
  });
});
