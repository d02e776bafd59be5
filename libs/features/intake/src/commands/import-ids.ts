import { uuidV5, type Principal } from '#event-store';
import type { Step } from '../domain/mapping.js';

/** Who the log says it was. */
export const IMPORTER: Principal = { kind: 'system', role: 'import' };

/** Namespace of all ids that an import makes. Stored for ever: another one would import every row a second time. */
const IMPORT = '6f3e7c1a-9d44-5b1e-8a52-0c1d5be0a311';

/** A row is known again by its mapping and its number, wherever its file lies and however often it comes. */
export function caseIdOf(mapping: string, externalRef: string): string {
  return uuidV5(`case/${mapping}/${externalRef}`, IMPORT);
}

/** A step is known again by its command, and by its number in the file where the command comes more than once. */
export function stepIdOf(caseId: string, { command, key }: Step): string {
  return uuidV5(key === undefined ? command.type : `${command.type} ${key}`, caseId);
}

export function unitCommandIdOf(mapping: string, unitId: string): string {
  return uuidV5(`unit/${mapping}/${unitId}`, IMPORT);
}
