import { describe, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { personDecider } from './person.decider.js';
import type { PersonEvent } from './person.events.js';
import { evolvePerson, nobody } from './person.state.js';
import { context, NEXT_MONTH, NEXT_YEAR, now, registered, secretary, TODAY } from './specs/some-people.js';

const { given } = specificationOf(personDecider, context);

describe('giving a mandate', () => {
  const mandate = { ...secretary, onBehalfOf: 'giver', until: NEXT_MONTH } as const;
  const give = { type: 'GiveMandate', data: { personId: 'p', ...mandate } } as const;
  const mandated: PersonEvent = { type: 'MandateGiven', data: { ...mandate, from: TODAY } };

  it('is recorded with its dates and for whom', () => {
    given(registered).when(give).expectEvents(mandated);
  });

  it('changes nothing the second time', () => {
    given(registered, mandated)
      .when(give, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('is refused with other dates while it lasts', () => {
    given(registered, mandated)
      .when({ type: 'GiveMandate', data: { ...give.data, until: '2026-05-15' } })
      .expectRejection('mandate-exists');
  });

  it('lasts 90 days at most', () => {
    given(registered)
      .when({ type: 'GiveMandate', data: { ...give.data, until: '2026-07-30T00:00:00Z' } })
      .expectEvents({
        type: 'MandateGiven',
        data: { ...mandate, from: TODAY, until: '2026-07-30T00:00:00.000Z' },
      });
    given(registered)
      .when({ type: 'GiveMandate', data: { ...give.data, until: '2026-07-30T00:00:01Z' } })
      .expectRejection('mandate-too-long');
  });

  it('is refused when the giver does not hold the position himself', () => {
    given(registered)
      .when(give, { ...context, giver: nobody })
      .expectRejection('position-not-held');
    const deputy = [registered, mandated].reduce(evolvePerson, nobody);
    given(registered)
      .when(give, { ...context, giver: deputy })
      .expectRejection('position-not-held');
  });

  it('is refused for powers that are not lent', () => {
    given(registered)
      .when({ type: 'GiveMandate', data: { ...give.data, unit: 't', role: 'administrator' } })
      .expectRejection('role-not-lent');
  });

  it('is refused to oneself, whoever gives it', () => {
    given(registered)
      .when(give, { ...context, asker: { kind: 'person', id: 'p', positions: [] } })
      .expectRejection('not-for-yourself');
    given(registered)
      .when({ type: 'GiveMandate', data: { ...give.data, onBehalfOf: 'p' } })
      .expectRejection('not-for-yourself');
  });
});

describe('ending a mandate', () => {
  const mandate = { ...secretary, onBehalfOf: 'giver' } as const;
  const mandated: PersonEvent = {
    type: 'MandateGiven',
    data: { ...mandate, from: TODAY, until: NEXT_MONTH },
  };
  const end = { type: 'EndMandate', data: { personId: 'p', ...mandate } } as const;
  const ended: PersonEvent = { type: 'MandateEnded', data: { ...mandate, until: TODAY } };

  it('takes effect at once', () => {
    given(registered, mandated).when(end).expectEvents(ended);
  });

  it('changes nothing the second time, nor when it is over by itself', () => {
    given(registered, mandated, ended).when(end).expectEvents();
    given(registered, mandated)
      .when(end, { ...context, now: Date.parse(NEXT_YEAR) })
      .expectEvents();
  });

  it('is refused for a mandate that was never given', () => {
    given(registered).when(end).expectRejection('mandate-not-found');
  });
});
