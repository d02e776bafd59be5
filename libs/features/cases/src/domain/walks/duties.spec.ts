import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import type { CaseEvent, CaseEventType } from '../case.events.js';
import { onEveryWalk } from './testing.js';

const HANDLING: readonly CaseEventType[] = [
  'CustodyAccepted',
  'FirstContactMade',
  'HelpCompleted',
  'HandlingReported',
];

describe('separating the duties', () => {
  it('keeps who handled a case, his deputy and the one he acted for from verifying, calling back and closing it', () => {
    onEveryWalk(function* (world) {
      const handled = new Map<string, readonly string[]>();
      for (const { caseId, actor, events } of world.attempts) {
        const persons = personsOf(actor);
        for (const event of events) {
          const handlers = handled.get(caseId) ?? [];
          if (isCheck(event) && persons.some((person) => handlers.includes(person))) yield { event, persons };
          if (isHandling(event)) handled.set(caseId, [...handlers, ...persons]);
        }
      }
    });
  });

  it('has the reporter called by another unit than the one that handled', () => {
    onEveryWalk(function* (world) {
      for (const { actor, before, events } of world.attempts) {
        const isCall = before !== 'none' && events[0]?.type === 'CallbackRecorded';
        if (isCall && actor?.unit === before.custody.holder) yield actor;
      }
    });
  });

  it('keeps who raised a supervision, his deputy and the one he acted for from deciding the appeal against it', () => {
    onEveryWalk(function* (world) {
      const raisers = new Map<string, readonly string[]>();
      for (const { caseId, actor, before, events } of world.attempts) {
        const persons = personsOf(actor);
        for (const event of events) {
          if (event.type === 'SupervisionRaised') {
            const known = before !== 'none' && before.supervision.unit === event.data.unit;
            const earlier = known ? (raisers.get(caseId) ?? []) : [];
            raisers.set(caseId, [...earlier, ...(event.data.by === 'supervisor' ? persons : [])]);
          }
          const barred = raisers.get(caseId) ?? [];
          if (event.type === 'AppealDecided' && persons.some((person) => barred.includes(person)))
            yield { event, persons };
        }
      }
    });
  });

  it('lets nobody reject what he has filed himself, or had filed', () => {
    onEveryWalk(function* (world) {
      const filers = new Map<string, readonly string[]>();
      for (const { caseId, actor, events } of world.attempts) {
        const persons = personsOf(actor);
        for (const { type } of events) {
          if (type === 'CaseReported') filers.set(caseId, persons);
          if (type === 'CaseRejected' && persons.some((person) => filers.get(caseId)?.includes(person)))
            yield { caseId, persons };
        }
      }
    });
  });
});

function isHandling(event: CaseEvent): boolean {
  return HANDLING.includes(event.type) || (event.type === 'CaseClosed' && event.data.onSpot);
}

function isCheck(event: CaseEvent): boolean {
  if (event.type === 'CaseClosed') return !event.data.onSpot;
  return event.type === 'VerificationRecorded' || event.type === 'CallbackRecorded';
}

/** Nobody for the engine's own actors, who have no unit. */
function personsOf(actor: Actor | undefined): readonly string[] {
  if (actor?.unit === undefined) return [];
  return actor.onBehalfOf === undefined ? [actor.id] : [actor.id, actor.onBehalfOf];
}
