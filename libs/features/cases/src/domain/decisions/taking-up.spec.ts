import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { acceptedBy, as, asSystem, given, life, reportedAs, stateAfter, text } from '../testing.js';

describe('accepting a case', () => {
  const accept: CaseCommand = { type: 'AcceptCase', data: {} };

  it('takes it up at the unit of the duty officer', () => {
    given(...life.reported)
      .when(accept, as('chen'))
      .expectEvents(acceptedBy('east'));
  });

  it('makes that unit answerable', () => {
    given(...life.reported)
      .when(accept, as('chen'))
      .expectState({ acceptedBy: 'east', custody: { holder: 'east', chain: [] } });
  });

  it('may correct the service type and the urgency', () => {
    given(...life.reported)
      .when({ type: 'AcceptCase', data: { serviceType: '050401', urgency: 'urgent' } }, as('chen'))
      .expectEvents({
        type: 'CaseAccepted',
        data: { ...acceptedBy('east').data, serviceType: '050401', urgency: 'urgent' },
      });
  });

  it('lets an import say for which unit, and a person not', () => {
    const forLake: CaseCommand = { type: 'AcceptCase', data: { unit: 'lake' } };
    given(...life.reported)
      .when(forLake, asSystem('import'))
      .expectEvents(acceptedBy('lake'));
    given(...life.reported)
      .when(accept, asSystem('import'))
      .expectEvents(acceptedBy('mill-1'));
    given(...life.reported)
      .when(forLake, as('chen'))
      .expectEvents(acceptedBy('east'));
  });

  it('changes nothing the second time, even when it has been handed on meanwhile', () => {
    for (const history of [life.accepted, life.held]) {
      given(...history)
        .when(accept, as('chen'))
        .expectEvents();
      given(...history)
        .when(accept, asSystem('import'))
        .expectEvents();
    }
  });

  it('is refused when another unit has taken it up', () => {
    given(...life.accepted)
      .when(accept, as('qian'))
      .expectRejection('wrong-stage');
  });

  it('is refused for an unknown service type', () => {
    given(...life.reported)
      .when({ type: 'AcceptCase', data: { serviceType: 'x' } }, as('chen'))
      .expectRejection('unknown-service-type');
  });

  it('is refused for a unit that does not stand', () => {
    given(...life.reported)
      .when({ type: 'AcceptCase', data: { unit: 'old-mill' } }, asSystem('import'))
      .expectRejection('unknown-unit');
  });
});

describe('rejecting a case', () => {
  const advice = text('Call the fire service.');
  const reject: CaseCommand = { type: 'RejectCase', data: { reason: 'emergency-number', advice } };
  const rejected = { type: 'CaseRejected', data: { reason: 'emergency-number', advice } } as const;

  it('records the reason and where to go', () => {
    given(...life.reported)
      .when(reject, as('chen'))
      .expectEvents(rejected);
  });

  it('ends the case: nobody answers for it any more', () => {
    expect(stateAfter(...life.reported, rejected).lifecycle).toEqual({ stage: 'rejected' });
  });

  it('releases the cases that were merged into it', () => {
    given(...life.reported, { type: 'DuplicateLinked', data: { duplicate: 'case-2', reporters: ['case-2'] } })
      .when(reject, as('chen'))
      .expectEvents({ type: 'CaseRejected', data: { ...rejected.data, releases: ['case-2'] } });
  });

  it('changes nothing the second time', () => {
    given(...life.reported, rejected)
      .when(reject, as('chen'))
      .expectEvents();
  });

  it('is refused to the one who filed it, to his deputy, and to the one a deputy filed it for', () => {
    given(...reportedAs({ filedBy: 'li' }))
      .when(reject, as('li'))
      .expectRejection('own-report');
    given(...reportedAs({ filedBy: 'li' }))
      .when(reject, as('zhou', 'mill'))
      .expectRejection('own-report');
    given(...reportedAs({ filedBy: 'zhou', filedFor: 'li' }))
      .when(reject, as('li'))
      .expectRejection('own-report');
  });
});
