import { describe, it } from '@jest/globals';
import { dueOf } from '#kernel';
import { clockChangeOf, type CaseEvent, type Deadline } from '../case.events.js';
import { isOpen } from '../case.state.js';
import { wantedDeadlines } from '../clock/wanted.js';
import { rules } from '../rules/testing.js';
import { calendars } from '../testing.js';
import type { Attempt } from '../world/testing.js';
import { onEveryWalk } from './testing.js';

const MANY = 150;

function armedIn(event: CaseEvent): readonly Deadline[] {
  const moved = event.type === 'DeadlineMoved' ? [event.data.deadline] : [];
  return [...moved, ...(clockChangeOf(event)?.armed ?? [])];
}

describe('the clock of a case', () => {
  it('runs exactly the limits that its state wants, whatever has happened', () => {
    onEveryWalk(function* (world) {
      for (const { after, events, command } of world.attempts) {
        if (after === 'none' || events.length === 0) continue;
        const wanted = wantedDeadlines(after, rules).map(({ name }) => name);
        const running = Object.keys(after.clock.running);
        if (wanted.toSorted().join() !== running.toSorted().join()) yield { command, wanted, running };
      }
    }, MANY);
  });

  it('never arms a version twice, and only ever a higher one', () => {
    onEveryWalk(function* (world) {
      const last = new Map<string, number>();
      for (const { caseId, events } of world.attempts) {
        for (const { name, version } of events.flatMap(armedIn)) {
          const key = `${caseId} ${name}`;
          if (version <= (last.get(key) ?? 0)) yield { key, version };
          last.set(key, version);
        }
      }
    });
  });

  it('gives every date to anybody who computes it again from what the event says', () => {
    onEveryWalk(function* (world) {
      for (const { events } of world.attempts) {
        for (const { startedAt, limit, calendar, due } of events.flatMap(armedIn)) {
          const known = calendars.at(calendar);
          const again = known && dueOf(known, Date.parse(startedAt), limit).at;
          if (again !== Date.parse(due)) yield { startedAt, limit, due, again };
        }
      }
    }, MANY);
  });

  it('fires an armed rung once at most, never early, and says how late', () => {
    onEveryWalk(function* (world) {
      const armed = new Map<string, string | undefined>();
      for (const { caseId, events, now } of world.attempts) {
        for (const event of events) {
          if (event.type === 'DeadlineFired') {
            const { name, version, at, firedAt, lateMs } = event.data;
            const key = `${caseId} ${name} ${version}`;
            if (armed.get(key) !== at || Date.parse(at) > now) yield event;
            if (lateMs !== Date.parse(firedAt) - Date.parse(at)) yield event;
            armed.delete(key);
          }
          for (const { name, version, alarm } of armedIn(event)) {
            armed.set(`${caseId} ${name} ${version}`, alarm?.at);
          }
        }
      }
    }, MANY);
  });

  it('does not hear notes, comments and looks', () => {
    onEveryWalk(function* (world) {
      for (const { command, events } of world.attempts) {
        const silent = command.type === 'AddNote' || command.type === 'CommentOnSupervision';
        if (silent && events.flatMap(armedIn).length > 0) yield { command, events };
      }
    });
  });

  it('stands still for an ended case', () => {
    onEveryWalk(function* (world) {
      for (const { after } of world.attempts) {
        if (after !== 'none' && !isOpen(after) && Object.keys(after.clock.running).length > 0) yield after;
      }
    });
  });

  it('moves no date of the past', () => {
    onEveryWalk(function* (world: { readonly attempts: readonly Attempt[] }) {
      for (const { events, now } of world.attempts) {
        for (const event of events) {
          if (event.type !== 'DeadlineMoved' || event.data.because.reason === 'merge') continue;
          const { reason } = event.data.because;
          if (reason !== 'extension' && Date.parse(event.data.from) <= now) yield event;
        }
      }
    });
  });
});
