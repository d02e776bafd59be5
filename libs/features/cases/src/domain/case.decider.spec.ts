import { describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import type { CaseCommand } from './case.commands.js';
import { decideInTurn } from './case.decider.js';
import type { CaseEvent } from './case.events.js';
import { untimed as rules } from './rules/testing.js';
import { commands } from './decisions/testing.js';
import type { CommandToCase } from './power-list.js';
import { authoriseEach } from './powers.js';
import {
  calendars,
  handled,
  life,
  NOW,
  offered,
  people,
  stateAfter,
  units,
  verified,
  type PersonName,
} from './testing.js';

const moment = { now: NOW, units, present: NOW, rules, calendars, caseId: 'case-1' };
const toLake: CaseCommand = { type: 'OfferCustody', data: { to: 'lake' } };

describe('deciding for somebody with several positions', () => {
  it('takes the first to which no rule says no', () => {
    expect(decide('zhou', toLake, life.held)).toEqual({
      actor: { id: 'zhou', role: 'committee-officer', unit: 'east' },
      events: [offered('mill', 'lake', { by: 'east' })],
    });
    expect(decide('lu', commands.Verify, [...life.held, handled('zhou')])).toEqual({
      actor: { id: 'lu', role: 'verifier', unit: 'town' },
      events: [verified],
    });
  });

  it('refuses when a rule stands against every one of them', () => {
    const history = [...life.held, handled('lu')];
    expect(codeOf(() => decide('lu', commands.Verify, history))).toBe('handler-not-allowed');
  });

  it('tries no other position when the case itself says no', () => {
    const done = [...life.held, handled('li')];
    expect(codeOf(() => decide('zhou', toLake, done))).toBe('wrong-stage');
  });
});

function decide(person: PersonName, command: CaseCommand, history: readonly CaseEvent[]) {
  const state = stateAfter(...history);
  const actors = authoriseEach(person, people[person], command as CommandToCase, state, units);
  return decideInTurn(command, state, actors, moment);
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
    return 'allowed';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
