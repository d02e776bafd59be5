import type { CaseEvent } from '#cases/messages';
import type { Audience } from '../domain/powers.js';
import { desk, overseeing, upTo, type CaseKnown, type Telling } from './desks.js';
import type { ToldDesk } from './notice.js';

/** The unit that is supervised is told of every step, and those who oversee it of what they have to look at. */
export function supervisionTold(event: CaseEvent, before: CaseKnown, after: CaseKnown): Telling | undefined {
  const at = (unit: string, audience: Audience = 'holders') => desk(unit, audience, after);
  switch (event.type) {
    case 'CaseReminded': {
      const { unit, path, copiedTo, deadline, rung, due, written } = event.data;
      const copied =
        copiedTo === undefined ? [] : [{ ...desk(copiedTo, 'holders', after), path: upTo(path, copiedTo) }];
      return { unit, desks: [at(unit), ...copied], details: { deadline, rung, due, written } };
    }
    case 'SupervisorAdded': {
      const { unit, path, supervisor, deadline, rung } = event.data;
      const added = { unit: supervisor, path: upTo(path, supervisor) };
      const desks: ToldDesk[] = [
        at(unit),
        { ...added, audience: 'supervisors' },
        { ...added, audience: 'holders' },
      ];
      return { unit, desks, details: { deadline, rung, to: supervisor } };
    }
    case 'SupervisionRaised': {
      const { unit, path, level, deadline, rung } = event.data;
      return {
        unit,
        desks: [at(unit), ...overseeing(unit, path, level)],
        details: { level, ...(deadline !== undefined && { deadline }), ...(rung !== undefined && { rung }) },
      };
    }
    case 'CaseEscalated': {
      const { from, to, path, deadline, rung } = event.data;
      const target: ToldDesk = { unit: to, audience: 'holders', path };
      return { unit: from, desks: [target, at(from)], details: { from, to, deadline, rung } };
    }
    case 'CaseFlagged': {
      const { unit, path, deadline, rung, flag } = event.data;
      return { unit, desks: [at(unit), ...overseeing(unit, path, 1)], details: { deadline, rung, flag } };
    }
    case 'CaseFellSilent': {
      const { unit, path, since, workingDays } = event.data;
      return { unit, desks: [at(unit), ...overseeing(unit, path, 1)], details: { since, workingDays } };
    }
    case 'RectificationReported': {
      const { unit, path } = event.data;
      const { raisedBy, level } = before;
      const raising: ToldDesk[] =
        raisedBy === undefined
          ? overseeing(unit, path, level)
          : [{ unit: raisedBy, audience: 'supervisors', path: upTo(path, raisedBy) }];
      return { unit, desks: raising, details: { level } };
    }
    case 'SupervisionAppealed': {
      const { unit, path, decideBy } = event.data;
      const deciding = { unit: decideBy, path: upTo(path, decideBy) };
      const desks: ToldDesk[] = [
        { ...deciding, audience: 'supervisors' },
        { ...deciding, audience: 'holders' },
      ];
      return { unit, desks, details: { decideBy } };
    }
    case 'AppealDecided':
      return { unit: event.data.unit, desks: [at(event.data.unit)], details: { upheld: event.data.upheld } };
    case 'SupervisionCleared':
      // With its case, or with the appeal, it is told already.
      return event.data.by === 'supervisor'
        ? { unit: event.data.unit, desks: [at(event.data.unit)], details: {} }
        : undefined;
    case 'SupervisionCommented':
      return { unit: after.answers, desks: [at(after.answers)], details: {} };
    default:
      return undefined;
  }
}
