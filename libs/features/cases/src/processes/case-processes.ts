import type { Process } from '#processes';
import { calendarProcess } from './calendar.process.js';
import { erasureProcess } from './erasure.process.js';
import { mergeProcess } from './merge.process.js';
import { migrationProcess } from './migration.process.js';
import { pauseProcess } from './pause.process.js';
import { splitProcess } from './split.process.js';

export const caseProcesses: readonly Process[] = [
  mergeProcess,
  splitProcess,
  pauseProcess,
  erasureProcess,
  calendarProcess,
  migrationProcess,
];
