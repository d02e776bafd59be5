import type { Process } from '#processes';
import { erasureProcess } from './erasure.process.js';
import { mergeProcess } from './merge.process.js';
import { pauseProcess } from './pause.process.js';
import { splitProcess } from './split.process.js';

export const caseProcesses: readonly Process[] = [mergeProcess, splitProcess, pauseProcess, erasureProcess];
