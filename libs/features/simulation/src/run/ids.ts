import { uuidV5, type CommandMeta } from '#event-store';
import { personIdOf } from '#units/messages';
import type { Seat } from '../domain/county.js';
import type { Doer } from '../plan/case-script.js';

/** Namespace of all ids that a simulation makes: the same seed is the same county, the same cases, the same commands. */
const SIMULATION = '5a7d2f1e-3b64-5c0d-9f41-7e2b8c6d1a90';

export function simulatedCaseId(seed: string, index: number): string {
  return uuidV5(`${seed}/case/${index}`, SIMULATION);
}

/** What a person who sits there signs in by; nobody can, for there is no account. */
export function signInOf({ role, unit }: Seat): string {
  return `${role}.${unit}`;
}

export function settlingMeta(deed: string, subject: string): CommandMeta {
  const commandId = uuidV5(`${deed}/${subject}`, SIMULATION);
  return { commandId, fingerprint: commandId, by: { kind: 'system', role: 'process' } };
}

/** @param place of the step in its case */
export function stepMeta(caseId: string, place: number, by: Doer): CommandMeta {
  const commandId = uuidV5(`step/${place}`, caseId);
  const doer =
    by === 'resident'
      ? ({ kind: 'system', role: 'resident' } as const)
      : ({ kind: 'person', id: personIdOf(signInOf(by)) } as const);
  return { commandId, fingerprint: commandId, by: doer, correlationId: caseId };
}
