import { describe, it } from '@jest/globals';
import { Rejection } from '#kernel';
import type { CaseCommand } from '../case.commands.js';
import { decideInTurn } from '../case.decider.js';
import type { CaseEvent } from '../case.events.js';
import { isOpen, type ExistingCase } from '../case.state.js';
import { commands } from '../decisions/testing.js';
import type { CommandToCase } from '../power-list.js';
import { authoriseEach } from '../powers.js';
import { rules } from '../rules/testing.js';
import { calendars, people, units, type PersonName } from '../testing.js';
import { onEveryWalk } from './testing.js';

const { Unshelve, RecordResidentAnswer, ReportRectification, DecideAppeal } = commands;

describe('a case that waits', () => {
  it('is not stuck: the engine goes on by itself when the time is over', () => {
    onEveryWalk(function* (world) {
      for (const { after, events } of world.attempts) {
        if (after === 'none' || events.length === 0 || !isOpen(after)) continue;
        const { pause, running } = after.clock;
        const ends = running['answer'] ?? running['review'];
        if (pause && (ends?.alarm === undefined || ends.due !== pause.until)) yield { pause, running };
      }
    });
  });

  it('is not stuck: somebody may let it go on before, but for a part that stands with the whole', () => {
    onEveryWalk(function* (world) {
      for (const { after, events, now } of world.attempts) {
        if (after === 'none' || events.length === 0 || !isOpen(after) || !after.clock.pause) continue;
        const { reason } = after.clock.pause;
        if (reason === 'with-parent') continue;
        const command = reason === 'shelved' ? Unshelve : RecordResidentAnswer;
        if (!somebodyMay(command, after, now)) yield { command, after };
      }
    });
  });

  it('stands and runs again by turns', () => {
    onEveryWalk(function* (world) {
      for (const { before, after, events } of world.attempts) {
        if (before === 'none' || after === 'none' || before.lifecycle.stage === 'merged') continue;
        let stands = before.clock.pause !== undefined;
        for (const event of events) {
          if (event.type === 'ClockPaused' ? stands : event.type === 'ClockResumed' && !stands) yield event;
          stands = standsAfter(event, stands);
        }
        if (stands !== (after.clock.pause !== undefined)) yield { events };
      }
    });
  });
});

describe('a unit whose handling is supervised', () => {
  it('can always answer', () => {
    onEveryWalk(function* (world) {
      for (const { after, events, now } of world.attempts) {
        if (after === 'none' || events.length === 0 || !isOpen(after) || after.supervision.level === 0)
          continue;
        if (!somebodyMay(ReportRectification, after, now)) yield after.supervision;
      }
    });
  });

  it('finds somebody who decides its appeal, unless everybody at the top of the grid has raised it', () => {
    onEveryWalk(function* (world) {
      for (const { after, events, now } of world.attempts) {
        if (after === 'none' || events.length === 0 || !isOpen(after)) continue;
        const { status, raisers = [] } = after.supervision;
        if (status !== 'appealed' || ['ding', 'kong'].every((person) => raisers.includes(person))) continue;
        if (!somebodyMay(DecideAppeal, after, now)) yield after.supervision;
      }
    });
  });

  it('has a limit for its answer, or somebody else is to move', () => {
    onEveryWalk(function* (world) {
      for (const { after, events } of world.attempts) {
        if (after === 'none' || events.length === 0 || !isOpen(after)) continue;
        const { status } = after.supervision;
        const { rectify, 'appeal-decision': appeal } = after.clock.running;
        if ((status === 'raised') !== (rectify !== undefined)) yield { status, rectify };
        if ((status === 'appealed') !== (appeal !== undefined)) yield { status, appeal };
      }
    });
  });
});

function standsAfter({ type }: CaseEvent, stood: boolean): boolean {
  return type === 'ClockPaused' || (type !== 'ClockResumed' && stood);
}

function somebodyMay(command: CommandToCase & CaseCommand, state: ExistingCase, now: number): boolean {
  return (Object.keys(people) as PersonName[]).some((person) => {
    try {
      const actors = authoriseEach(person, people[person], command, state, units);
      decideInTurn(command, state, actors, { now, present: now, units, rules, calendars, caseId: 'case-0' });
      return true;
    } catch (refusal) {
      if (refusal instanceof Rejection) return false;
      throw refusal;
    }
  });
}
