export type { Question, Report } from './domain/report.js';
