export {
  DecideCase,
  EraseSubject,
  RevealIdentity,
  type RevealedIdentity,
} from './commands/case-desk.commands.js';
export type { ClearCaseCommand, ClearReport } from './commands/clear-case.commands.js';
export * from './domain/case.events.js';
export type { CaseCommandType } from './domain/case.commands.js';
export { SERVICE_TYPES, type ServiceType } from './domain/service-types.js';
export { caseStream } from './streams.js';
export { LANES, PAUSE_REASONS } from './domain/clock.events.js';
export type * from './domain/clock.events.js';
export type { SupervisionEvent } from './domain/supervision.events.js';
