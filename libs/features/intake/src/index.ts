export { FileImport } from './commands/file-import.js';
export type { ImportProgress, ImportWatch, RefusedRow } from './commands/file-import.js';
export { planImport, type ImportPlan, type ImportWish } from './commands/import-plan.js';
export { MAPPINGS } from './domain/mappings.js';
export { IntakeModule } from './intake.module.js';
