import { describe, expect, it } from '@jest/globals';
import { Rejection, SYSTEM_ROLES } from '#kernel';
import type { CaseCommandType } from '../case.commands.js';
import type { CaseEvent } from '../case.events.js';
import { commands } from '../decisions/testing.js';
import type { CommandToCase } from '../power-list.js';
import { authoriseEach, authoriseSystem } from '../powers.js';
import { people, stateAfter, units } from '../testing.js';
import { livedOn, timely, whoMay } from './testing.js';

const { RequestExtension, DecideExtension, Shelve, DecideShelving, AskResident, RaiseSupervision } = commands;
const { AppealSupervision } = commands;

const extending = livedOn(timely.held, ['li', RequestExtension]);
const again = livedOn(
  extending,
  ['chen', DecideExtension],
  [
    'li',
    { ...RequestExtension, data: { ...RequestExtension.data, limit: { unit: 'working-days', amount: 1 } } },
  ],
);
const shelving = livedOn(timely.held, ['li', Shelve]);
const approved = livedOn(shelving, ['chen', DecideShelving]);
const shelved = livedOn(approved, ['qian', DecideShelving]);
const waiting = livedOn(timely.held, ['li', AskResident]);
const raised = livedOn(timely.held, ['lin', RaiseSupervision]);
const appealed = livedOn(raised, ['li', AppealSupervision]);

describe('who may', () => {
  it.each<[CommandToCase['type'], string, readonly CaseEvent[], string]>([
    ['RequestExtension', 'at the branch that holds it', timely.held, 'li, zhou'],
    ['DecideExtension', 'in the committee above', extending, 'chen, zhou, qian, deng'],
    ['DecideExtension', 'one level higher the second time', again, 'qian, deng'],
    ['Shelve', 'at the branch that holds it', timely.held, 'li, zhou'],
    ['DecideShelving', 'in the committee above', shelving, 'chen, zhou, qian, deng'],
    ['DecideShelving', 'one level higher for the second approval', approved, 'qian, deng'],
    ['Unshelve', 'at the branch, and above it', shelved, 'li, chen, zhou, qian, deng'],
    ['AskResident', 'at the branch that holds it', timely.held, 'li, zhou'],
    ['RecordResidentAnswer', 'at the branch, and who calls residents', waiting, 'li, zhou, guo, ma'],
    ['CompleteStep', 'at the branch that holds it', timely.held, 'li, zhou'],
    ['RaiseSupervision', 'a supervisor above', timely.held, 'lin, ding, kong'],
    ['ReportRectification', 'at the supervised unit', raised, 'li, zhou'],
    ['AppealSupervision', 'at the supervised unit', raised, 'li, zhou'],
    ['DecideAppeal', 'a supervisor above the one who raised it', appealed, 'ding, kong'],
    ['ClearSupervision', 'a supervisor above', raised, 'lin, ding, kong'],
    ['CommentOnSupervision', 'a supervisor above', raised, 'lin, ding, kong'],
    ['FireDeadline', 'nobody', timely.held, ''],
    ['ApplyCalendar', 'nobody', timely.held, ''],
    ['MigrateRules', 'nobody', timely.held, ''],
    ['PauseWithParent', 'nobody', timely.held, ''],
    ['ResumeWithParent', 'nobody', timely.held, ''],
    ['FlagSilence', 'nobody', timely.held, ''],
  ])('%s: %s', (type, _, history, persons) => {
    expect(whoMay(type, history)).toBe(persons);
  });

  it.each<[CommandToCase['type'], readonly CaseEvent[], string]>([
    ['DecideExtension', again, 'committee-officer town'],
    ['DecideShelving', approved, 'committee-officer town'],
    ['DecideAppeal', appealed, 'supervisor county'],
    ['ReportRectification', raised, 'branch-secretary mill'],
  ])('is told to somebody who may not: %s', (type, history, seat) => {
    const refused = () => authoriseEach('shi', people.shi, commands[type], stateAfter(...history), units);
    const [role, unit] = seat.split(' ');
    expect(refused).toThrow(expect.objectContaining({ code: 'not-permitted', whoMay: [{ role, unit }] }));
  });

  it.each<[CaseCommandType, string]>([
    ['FireDeadline', 'process'],
    ['ApplyCalendar', 'process'],
    ['PauseWithParent', 'process'],
    ['ResumeWithParent', 'process'],
    ['FlagSilence', 'process'],
    ['MigrateRules', 'process, operator'],
    ['RecordResidentAnswer', 'import, resident'],
    ['DecideAppeal', 'import'],
  ])('of the engine itself: %s', (type, roles) => {
    const may = SYSTEM_ROLES.filter((role) => {
      try {
        return authoriseSystem(role, type).role === role;
      } catch (error) {
        if (error instanceof Rejection) return false;
        throw error;
      }
    });
    expect(may.toSorted().join()).toBe(roles.split(', ').toSorted().join());
  });
});
