export {
  DecideCase,
  EraseSubject,
  RevealIdentity,
  type RevealedIdentity,
} from './commands/case-desk.commands.js';
export type { ClearCaseCommand, ClearReport } from './commands/clear-case.commands.js';
export * from './domain/case.events.js';
export { encodeCaseEvent, storedClockChange } from './domain/case.codec.js';
export { rungLabel, stepOf } from './domain/clock/limit-words.js';
export type { CaseCommandType } from './domain/case.commands.js';
export { caseStream } from './streams.js';
export { numberCases, type CaseNumber } from './case-numbers.js';
