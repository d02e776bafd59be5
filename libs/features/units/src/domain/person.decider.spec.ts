import { describe, it } from '@jest/globals';
import { unitTreeOf, type Sealed } from '#kernel';
import { specificationOf } from '#kernel/testing';
import { personDecider, type PersonContext } from './person.decider.js';
import type { Identity, PersonEvent } from './person.events.js';
import { evolvePerson, nobody, type Person } from './person.state.js';

const now = Date.parse('2026-05-01T00:00:00.000Z');
const TODAY = '2026-05-01T00:00:00.000Z';
const NEXT_MONTH = '2026-06-01T00:00:00.000Z';
const NEXT_YEAR = '2027-01-01T00:00:00.000Z';

const unit = (
  id: string,
  level: 'county' | 'town' | 'committee' | 'branch' | 'group',
  parent?: string,
  open = true,
) => ({
  id,
  level,
  ...(parent === undefined ? {} : { parent }),
  name: { en: id, zh: id },
  open,
});
const units = unitTreeOf([
  unit('c', 'county'),
  unit('t', 'town', 'c'),
  unit('k', 'committee', 't'),
  unit('b', 'branch', 'k'),
  unit('old', 'branch', 'k', false),
]);

const identity: Sealed<Identity> = { subject: 'person:p', box: 'c2VhbGVk' };
const registered: PersonEvent = { type: 'PersonRegistered', data: { unit: 'k', identity } };
const secretary = { unit: 'b', role: 'branch-secretary' } as const;
const given1: PersonEvent = { type: 'PositionGiven', data: { ...secretary, from: TODAY } };
const giver: Person = [registered, given1].reduce(evolvePerson, nobody);

const context: PersonContext = { now, asker: { kind: 'person', id: 'admin', positions: [] }, units, giver };
const { given } = specificationOf(personDecider, context);

describe('registering a person', () => {
  const register = { type: 'RegisterPerson', data: { personId: 'p', unit: 'k', identity } } as const;

  it('records the unit, and the rest sealed', () => {
    given().when(register).expectEvents(registered);
  });

  it('is refused when the sign-in belongs to somebody', () => {
    given(registered).when(register).expectRejection('sign-in-taken');
  });

  it('is refused at a unit that is not there or is closed', () => {
    given()
      .when({ type: 'RegisterPerson', data: { ...register.data, unit: 'x' } })
      .expectRejection('unit-not-found');
    given()
      .when({ type: 'RegisterPerson', data: { ...register.data, unit: 'old' } })
      .expectRejection('unit-closed');
  });
});

describe('giving a position', () => {
  const give = { type: 'GivePosition', data: { personId: 'p', ...secretary } } as const;

  it('counts from now on, until further notice', () => {
    given(registered).when(give).expectEvents(given1);
  });

  it('changes nothing the second time', () => {
    given(registered, given1)
      .when(give, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('is refused while the person holds it with other dates', () => {
    given(registered, given1)
      .when({ type: 'GivePosition', data: { ...give.data, until: NEXT_YEAR } })
      .expectRejection('position-held');
  });

  it('may follow on a position that has ended', () => {
    const ended: PersonEvent = { type: 'PositionEnded', data: { ...secretary, until: NEXT_MONTH } };
    given(registered, given1, ended)
      .when({ type: 'GivePosition', data: { ...give.data, from: NEXT_MONTH } })
      .expectEvents({ type: 'PositionGiven', data: { ...secretary, from: NEXT_MONTH } });
  });

  it('is refused where the level has no such role', () => {
    given(registered)
      .when({ type: 'GivePosition', data: { ...give.data, unit: 'k' } })
      .expectRejection('role-does-not-fit');
  });

  it('is refused for a period that is over or ends before it begins', () => {
    given(registered)
      .when({ type: 'GivePosition', data: { ...give.data, from: '2026-01-01', until: '2026-04-01' } })
      .expectRejection('wrong-period');
    given(registered)
      .when({ type: 'GivePosition', data: { ...give.data, from: NEXT_YEAR, until: NEXT_MONTH } })
      .expectRejection('wrong-period');
  });

  it('is refused to oneself', () => {
    given(registered)
      .when(give, { ...context, asker: { kind: 'person', id: 'p', positions: [] } })
      .expectRejection('not-for-yourself');
  });

  it('is refused to somebody who is not registered', () => {
    given().when(give).expectRejection('person-not-found');
  });
});

describe('ending a position', () => {
  const end = { type: 'EndPosition', data: { personId: 'p', ...secretary } } as const;
  const ended: PersonEvent = { type: 'PositionEnded', data: { ...secretary, until: TODAY } };

  it('takes effect now or on the date given', () => {
    given(registered, given1).when(end).expectEvents(ended);
    given(registered, given1)
      .when({ type: 'EndPosition', data: { ...end.data, until: NEXT_MONTH } })
      .expectEvents({ type: 'PositionEnded', data: { ...secretary, until: NEXT_MONTH } });
  });

  it('changes nothing the second time', () => {
    given(registered, given1, ended)
      .when(end, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('calls off a position that has not begun, and changes nothing the second time', () => {
    const planned: PersonEvent = { type: 'PositionGiven', data: { ...secretary, from: NEXT_YEAR } };
    given(registered, planned).when(end).expectEvents(ended);
    given(registered, planned, ended).when(end).expectEvents();
    given(registered, planned, ended)
      .when({ type: 'GivePosition', data: { personId: 'p', ...secretary } })
      .expectEvents(given1);
  });

  it('is refused for a position that was never held', () => {
    given(registered).when(end).expectRejection('position-not-held');
  });
});

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

describe('replacing a password', () => {
  const replace = { type: 'ReplacePassword', data: { personId: 'p' } } as const;

  it('records that it was done, never the password', () => {
    given(registered).when(replace).expectEvents({ type: 'PasswordReplaced', data: {} });
  });

  it('is refused for oneself', () => {
    given(registered)
      .when(replace, { ...context, asker: { kind: 'person', id: 'p', positions: [] } })
      .expectRejection('not-for-yourself');
  });
});
