import { unreachable, type Rung } from '#kernel';
import type { CaseEvent, Deadline } from '../case.events.js';
import type { ExistingCase } from '../case.state.js';
import { endsPause } from '../clock/rungs.js';
import type { CaseContext } from '../context.js';
import { offered } from './custody.js';
import { desksAbove } from './desks.js';
import { standing } from './guards.js';
import { resumed } from './pausing.js';
import { levelAgainst } from './supervising.js';

/** The end of a pause comes by itself, whatever the ladder says; undefined while it is only reminded of. */
export function pauseEnds(
  { name, due }: Deadline,
  state: ExistingCase,
  { now }: CaseContext,
): CaseEvent[] | undefined {
  if (!endsPause({ name }) || Date.parse(due) > now) return undefined;
  return name === 'answer' ? unanswered(state) : reviewed(state);
}

/** What a rung does when it fires, besides being recorded. */
export function acted(
  rung: Rung,
  deadline: Deadline,
  state: ExistingCase,
  context: CaseContext,
): CaseEvent[] {
  const { name, unit, path, due } = deadline;
  const aimed = { unit, path, deadline: name, rung: rung.code };
  const above = desksAbove(unit, context.units).at(-1);
  switch (rung.action) {
    case 'remind':
      return [{ type: 'CaseReminded', data: { ...aimed, due, written: false } }];
    case 'notify': {
      const copied = above === undefined ? {} : { copiedTo: above };
      return [{ type: 'CaseReminded', data: { ...aimed, due, written: true, ...copied } }];
    }
    case 'add-supervisor':
      return above === undefined ? [] : [{ type: 'SupervisorAdded', data: { ...aimed, supervisor: above } }];
    case 'raise': {
      // Who decides on an appeal is not supervised in its place: the appeal would be lost.
      if (name === 'appeal-decision') return [];
      const reached = levelAgainst(unit, state);
      const level = rung.level ?? reached + 1;
      return reached >= level ? [] : [{ type: 'SupervisionRaised', data: { ...aimed, level, by: 'rung' } }];
    }
    case 'move-up':
      return movedUp(rung, deadline, state, context);
    case 'flag':
      return [{ type: 'CaseFlagged', data: { ...aimed, flag: 'overdue' } }];
    default:
      return unreachable(rung.action);
  }
}

/** Offered one level up; whoever answers now answers until it is signed for there. */
function movedUp(rung: Rung, deadline: Deadline, state: ExistingCase, context: CaseContext): CaseEvent[] {
  const { stage } = state.lifecycle;
  const { holder, offer, pendingReturn } = state.custody;
  const to = desksAbove(holder, context.units).at(-1);
  const isInHand = stage === 'accepted' || stage === 'handling';
  // What waits for a decision above already is not moved again.
  if (to === undefined || !isInHand || pendingReturn || offer?.kind === 'escalation') return [];
  const { path } = standing(to, context.units);
  const moved = { from: holder, to, path, deadline: deadline.name, rung: rung.code };
  return [{ type: 'CaseEscalated', data: moved }, offered(state, to, 'escalation', context)];
}

/** The resident has not answered in time: the work goes on with what is known. */
function unanswered(state: ExistingCase): CaseEvent[] {
  return [{ type: 'ResidentAnswered', data: { by: 'none' } }, resumed(state, 'waiting-resident')];
}

/** The date set for looking at it again has come: the clock runs, until somebody shelves it anew. */
function reviewed(state: ExistingCase): CaseEvent[] {
  const { pause } = state.clock;
  if (!pause) return [];
  const runs = resumed(state, pause.reason);
  return pause.reason === 'shelved' ? [{ type: 'CaseUnshelved', data: { by: 'review-date' } }, runs] : [runs];
}
