import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import {
  acceptedBy,
  as,
  asSystem,
  given,
  life,
  NOW,
  report,
  reportedAs,
  standing,
  stateAfter,
  text,
} from '../testing.js';

const reportCase: CaseCommand = { type: 'ReportCase', data: report };

describe('reporting a case', () => {
  it('records the report with the place of its unit and the one who filed it, and issues the receipt', () => {
    given()
      .when(reportCase, as('wang'))
      .expectEvents(...reportedAs());
  });

  it('remembers for whom a deputy filed it', () => {
    given()
      .when(reportCase, as('xu', 'mill-1'))
      .expectEvents(...reportedAs({ filedBy: 'xu', filedFor: 'wang' }));
  });

  it('is filed by nobody when it comes from an import', () => {
    given()
      .when(reportCase, asSystem('import'))
      .expectEvents(...reportedAs({ filedBy: null }));
  });

  it('leaves the first receiver answerable', () => {
    given()
      .when(reportCase, as('wang'))
      .expectState({ lifecycle: { stage: 'reported' }, custody: { holder: 'mill-1', returns: 0, hops: 0 } });
  });

  it('is refused the second time', () => {
    given(...life.reported)
      .when(reportCase, as('wang'))
      .expectRejection('case-exists');
  });

  it('is refused for a service type nobody has heard of', () => {
    given()
      .when({ ...reportCase, data: { ...report, serviceType: '999999' } }, as('wang'))
      .expectRejection('unknown-service-type');
  });

  it.each(['nowhere', 'old-mill'])('is refused for a unit that does not stand: %s', (unit) => {
    given()
      .when({ ...reportCase, data: { ...report, unit } }, as('wang'))
      .expectRejection('unknown-unit');
  });
});

describe('settling on the spot', () => {
  const texts = { internalAccount: text('picked it up'), publicReply: text('It is clean again.') };
  const settle: CaseCommand = { type: 'SettleOnSpot', data: { ...report, ...texts } };
  const closed = {
    type: 'CaseClosed',
    data: {
      outcome: 'solved',
      onSpot: true,
      reopenUntil: new Date(NOW + 30 * 86_400_000).toISOString(),
      internalAccount: texts.internalAccount,
    },
  } as const;

  it('reports, closes and replies in one go', () => {
    given()
      .when(settle, as('wang'))
      .expectEvents(...life.reported, closed, {
        type: 'PublicReplyPublished',
        data: { reply: texts.publicReply },
      });
  });

  it('makes the grid worker, and the one he acts for, a handler', () => {
    given()
      .when(settle, as('xu', 'mill-1'))
      .expectState({ handlers: ['xu', 'wang'], lifecycle: { stage: 'closed' } });
  });

  it('is refused the second time', () => {
    given(...life.reported, closed)
      .when(settle, as('wang'))
      .expectRejection('case-exists');
  });

  it('is refused where the service type does not allow it', () => {
    given()
      .when({ ...settle, data: { ...settle.data, serviceType: '090102' } }, as('wang'))
      .expectRejection('not-on-spot');
  });

  it('is refused for an unknown service type or unit', () => {
    given()
      .when({ ...settle, data: { ...settle.data, serviceType: '5' } }, as('wang'))
      .expectRejection('unknown-service-type');
    given()
      .when({ ...settle, data: { ...settle.data, unit: 'old-mill' } }, as('wang'))
      .expectRejection('unknown-unit');
  });
});

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
        data: { unit: 'east', ...standing('east'), serviceType: '050401', urgency: 'urgent' },
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

  it('is refused when there is no such case, or when it has ended', () => {
    given().when(accept, as('chen')).expectRejection('case-not-found');
    given(...life.closed)
      .when(accept, as('chen'))
      .expectRejection('case-final');
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

  it('is refused once it was taken up', () => {
    given(...life.accepted)
      .when(reject, as('chen'))
      .expectRejection('wrong-stage');
  });

  it('is refused when there is no such case, or when it ended otherwise', () => {
    given().when(reject, as('chen')).expectRejection('case-not-found');
    given(...life.closed)
      .when(reject, as('chen'))
      .expectRejection('case-final');
  });
});
