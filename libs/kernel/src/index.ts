export * from './actor.js';
export * from './brand.js';
export { canonicalJson, canonicalString } from './canonical-json.js';
export * from './clock.js';
export * from './decider.js';
export * from './limit.js';
export * from './message.js';
export { momentText } from './moment-text.js';
export * from './rejection.js';
export * from './sealed.js';
export * from './service-type.js';
export * from './unit-tree.js';
export { dateOf, dayNumberOf } from './working-time/civil-day.js';
export {
  dueOf,
  momentAfter,
  momentBefore,
  remainingOf,
  resumedDue,
  shareOf,
  type DueDate,
} from './working-time/due-date.js';
export { explain, type DayKind, type DayRun, type Explanation } from './working-time/explanation.js';
export { refuseLimit } from './working-time/rejections.js';
export { limitText, localTime, sentencesOf } from './working-time/explanation-text.js';
export {
  isWorkingMoment,
  nextWorkingMoment,
  workingDaysBetween,
  workingTimeBetween,
} from './working-time/working-moment.js';
