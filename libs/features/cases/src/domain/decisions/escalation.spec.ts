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

const digest = text('three households without water');
const ask = text('a pump');
const escalate: CaseCommand = { type: 'Escalate', data: { digest, ask } };

function raised(from: string, to: string, urgent = false): CaseEvent[] {
  return [
    { type: 'EscalationRaised', data: { from, to, urgent, digest, ask } },
    offered(from, to, { kind: 'escalation' }),
  ];
}

const answer = text('The pump comes tomorrow.');
const answered: CaseEvent = { type: 'EscalationAnswered', data: { from: 'mill', to: 'east', answer } };
const unsigned = [...life.held, ...raised('mill', 'east')];
const above = [...unsigned, signed('east', 'chen')];

describe('escalating a case', () => {
  it('asks the level above and offers it the case', () => {
    given(...life.held)
      .when(escalate, as('li'))
      .expectEvents(...raised('mill', 'east'));
    given(...life.accepted)
      .when(escalate, as('chen'))
      .expectEvents(...raised('east', 'town'));
  });

  it('leaves the one below answerable until it is signed for', () => {
    expect(answerable(stateAfter(...unsigned))).toBe('mill');
    expect(answerable(stateAfter(...above))).toBe('east');
  });

  it('may skip a level when it is urgent', () => {
    given(...life.held)
      .when({ type: 'Escalate', data: { digest, ask, urgent: true, to: 'town' } }, as('li'))
      .expectEvents(...raised('mill', 'town', true));
  });

  it('is refused for skipping a level otherwise', () => {
    given(...life.held)
      .when({ type: 'Escalate', data: { digest, ask, to: 'town' } }, as('li'))
      .expectRejection('too-high');
  });

  it('changes nothing the second time', () => {
    given(...unsigned)
      .when(escalate, as('li'))
      .expectEvents();
  });

  it('is refused while another hand-over or a return waits', () => {
    given(...life.held, offered('mill', 'mill-1'))
      .when(escalate, as('li'))
      .expectRejection('hand-over-pending');
    given(...life.held, {
      type: 'ReturnRequested',
      data: { unit: 'mill', ground: 'not-our-duty', decideBy: 'east' },
    })
      .when(escalate, as('li'))
      .expectRejection('return-pending');
  });

  it('is refused to a unit that is not above, or that does not stand', () => {
    given(...life.held)
      .when({ type: 'Escalate', data: { digest, ask, to: 'west', urgent: true } }, as('li'))
      .expectRejection('target-out-of-reach');
    given(...life.held)
      .when({ type: 'Escalate', data: { digest, ask, to: 'old-mill' } }, as('li'))
      .expectRejection('unknown-unit');
  });

  it('is refused at the top', () => {
    given(...reportedAs(), acceptedBy('county'))
      .when(escalate, as('deng'))
      .expectRejection('no-level-above');
  });
});

describe('answering an escalation', () => {
  const reply: CaseCommand = { type: 'AnswerEscalation', data: { answer } };

  it('tells those below; what was not signed for stays with them', () => {
    given(...unsigned)
      .when(reply, as('chen'))
      .expectEvents(answered);
    expect(stateAfter(...unsigned, answered).custody).toEqual(stateAfter(...life.held).custody);
  });

  it('leaves a case that was signed for with the upper level', () => {
    expect(stateAfter(...above, answered)).toMatchObject({ custody: { holder: 'east', hops: 2 } });
    expect(stateAfter(...above, answered).escalation).toBeUndefined();
  });

  it('leaves an onward offer of the upper level standing', () => {
    expect(stateAfter(...above, offered('east', 'lake'), answered).custody.offer).toMatchObject({
      to: 'lake',
    });
  });

  it('is refused the second time, and when nothing was asked', () => {
    given(...unsigned, answered)
      .when(reply, as('chen'))
      .expectRejection('no-escalation');
    given(...life.held)
      .when(reply, as('chen'))
      .expectRejection('no-escalation');
  });
});

describe('sending a case down', () => {
  const down = (to: string): CaseCommand => ({ type: 'SendDown', data: { to, instruction: answer } });

  it('answers the escalation and offers the case to a unit below', () => {
    given(...above)
      .when(down('lake'), as('chen'))
      .expectEvents(answered, offered('east', 'lake', { kind: 'send-down', reason: answer }));
  });

  it('takes it past the unit that escalated, before it was signed for', () => {
    given(...unsigned)
      .when(down('lake'), as('chen'))
      .expectEvents(answered, offered('mill', 'lake', { by: 'east', kind: 'send-down', reason: answer }));
  });

  it('needs no hand-over back to the unit that still holds it', () => {
    given(...unsigned)
      .when(down('mill'), as('chen'))
      .expectEvents(answered);
  });

  it('works without an escalation too', () => {
    given(...life.accepted)
      .when(down('mill-1'), as('chen'))
      .expectEvents(offered('east', 'mill-1', { kind: 'send-down', reason: answer }));
  });

  it('lets an import speak for the level that was asked', () => {
    given(...unsigned)
      .when(down('lake'), asSystem('import'))
      .expectEvents(answered, offered('mill', 'lake', { kind: 'send-down', reason: answer }));
  });

  it('changes nothing the second time', () => {
    given(...above, answered, offered('east', 'lake', { kind: 'send-down', reason: answer }))
      .when(down('lake'), as('chen'))
      .expectEvents();
  });

  it('is refused while another hand-over waits', () => {
    given(...life.offered)
      .when(down('lake'), as('chen'))
      .expectRejection('hand-over-pending');
  });

  it('is refused to a unit that is not below, does not stand, or holds it anyway', () => {
    given(...life.accepted)
      .when(down('hill'), as('chen'))
      .expectRejection('target-not-below');
    given(...life.accepted)
      .when(down('east'), as('chen'))
      .expectRejection('target-not-below');
    given(...life.accepted)
      .when(down('old-mill'), as('chen'))
      .expectRejection('unknown-unit');
    given(...unsigned, answered)
      .when(down('mill'), as('chen'))
      .expectRejection('target-is-holder');
  });
});
