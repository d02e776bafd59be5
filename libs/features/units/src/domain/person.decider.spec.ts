import { describe, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { personDecider } from './person.decider.js';
import type { PersonEvent } from './person.events.js';
import {
  context,
  identity,
  NEXT_MONTH,
  NEXT_YEAR,
  now,
  registered,
  secretary,
  secretaryGiven,
  TODAY,
} from './specs/some-people.js';

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
    given(registered).when(give).expectEvents(secretaryGiven);
  });

  it('changes nothing the second time', () => {
    given(registered, secretaryGiven)
      .when(give, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('is refused while the person holds it with other dates', () => {
    given(registered, secretaryGiven)
      .when({ type: 'GivePosition', data: { ...give.data, until: NEXT_YEAR } })
      .expectRejection('position-held');
  });

  it('may follow on a position that has ended', () => {
    const ended: PersonEvent = { type: 'PositionEnded', data: { ...secretary, until: NEXT_MONTH } };
    given(registered, secretaryGiven, ended)
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
    given(registered, secretaryGiven).when(end).expectEvents(ended);
    given(registered, secretaryGiven)
      .when({ type: 'EndPosition', data: { ...end.data, until: NEXT_MONTH } })
      .expectEvents({ type: 'PositionEnded', data: { ...secretary, until: NEXT_MONTH } });
  });

  it('changes nothing the second time', () => {
    given(registered, secretaryGiven, ended)
      .when(end, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('calls off a position that has not begun, and changes nothing the second time', () => {
    const planned: PersonEvent = { type: 'PositionGiven', data: { ...secretary, from: NEXT_YEAR } };
    given(registered, planned).when(end).expectEvents(ended);
    given(registered, planned, ended).when(end).expectEvents();
    given(registered, planned, ended)
      .when({ type: 'GivePosition', data: { personId: 'p', ...secretary } })
      .expectEvents(secretaryGiven);
  });

  it('is refused for a position that was never held', () => {
    given(registered).when(end).expectRejection('position-not-held');
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
