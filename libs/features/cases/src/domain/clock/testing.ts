import { Rejection } from '#kernel';
import { evolve } from '../case-evolve.js';
import type { CaseCommand } from '../case.commands.js';
import { caseDecider } from '../case.decider.js';
import type { CaseEvent } from '../case.events.js';
import { noCase, type Case } from '../case.state.js';
import type { CaseContext } from '../context.js';
import { commands } from '../decisions/testing.js';
import { rules } from '../rules/testing.js';
import type { CommandToCase } from '../power-list.js';
import { authoriseEach } from '../powers.js';
import { as, asSystem, people, stateAfter, units, type PersonName } from '../testing.js';

type By = PersonName | 'import' | 'process' | 'resident';

/** Who gives which command, and when: `03-05 17:00`, local time of 2026. */
export type Deed = readonly [by: By, command: CaseCommand, at?: string, more?: Partial<CaseContext>];

/** Milliseconds of a local time of 2026. */
function moment(local: string): number {
  const [day, time = '09:00'] = local.split(' ');
  return Date.parse(`2026-${day}T${time}:00+08:00`);
}

export function instant(local: string): string {
  return new Date(moment(local)).toISOString();
}

/** Somebody's moment of decision under rules with limits; the case began on Monday, 03-02 at nine. */
export function timed(by: By, at = '03-02', more: Partial<CaseContext> = {}): CaseContext {
  const now = moment(at);
  const context = Object.hasOwn(people, by) ? as(by as PersonName) : asSystem(by as 'import');
  return { ...context, rules, now, present: now, ...more };
}

/** The facts of a case to which this was done, one deed after the other. */
export function lived(...deeds: readonly Deed[]): readonly CaseEvent[] {
  return livedOn([], ...deeds);
}

export function livedOn(history: readonly CaseEvent[], ...deeds: readonly Deed[]): readonly CaseEvent[] {
  let state = history.reduce<Case>(evolve, noCase);
  return deeds.reduce((facts, [by, command, at, more]) => {
    const events = caseDecider.decide(command, state, timed(by, at, more));
    state = events.reduce(evolve, state);
    return [...facts, ...events];
  }, history);
}

export function fire(name: string, version: number): CaseCommand {
  return { type: 'FireDeadline', data: { name, version, lane: 'alarm' } };
}

const { ReportCase, AcceptCase, OfferCustody, AcceptCustody, RecordFirstContact, ReportHandled } = commands;

/** The life of one case under rules with limits, all of it on its first Monday at nine: until Friday at five. */
export const timely = {
  reported: lived(['wang', ReportCase]),
  accepted: lived(['wang', ReportCase], ['chen', AcceptCase]),
  offered: lived(['wang', ReportCase], ['chen', AcceptCase], ['chen', OfferCustody]),
  signed: lived(['wang', ReportCase], ['chen', AcceptCase], ['chen', OfferCustody], ['li', AcceptCustody]),
  /** And the resident was contacted: only `handle` runs. */
  get held() {
    return livedOn(this.signed, ['li', RecordFirstContact]);
  },
  get verifying() {
    return livedOn(this.held, ['li', ReportHandled]);
  },
};

export const FRIDAY = instant('03-06 17:00');

/** The persons whose positions allow them this command, by name. */
export function whoMay(type: CommandToCase['type'], history: readonly CaseEvent[]): string {
  const state = stateAfter(...history);
  const may = (person: PersonName) => {
    try {
      return authoriseEach(person, people[person], commands[type], state, units).length > 0;
    } catch (error) {
      if (error instanceof Rejection) return false;
      throw error;
    }
  };
  return (Object.keys(people) as PersonName[]).filter(may).join(', ');
}
