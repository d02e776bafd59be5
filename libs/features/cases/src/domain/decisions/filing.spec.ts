import { describe, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { as, asSystem, given, life, NOW, report, reportedAs, text } from '../testing.js';

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
      .when({ ...settle, data: { ...settle.data, serviceType: '050301' } }, as('wang'))
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
