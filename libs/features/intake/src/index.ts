export { FileImport } from './commands/file-import.js';
export type { ImportPlan, ImportProgress, ImportWatch, RefusedRow } from './commands/file-import.js';
export type { Mapping } from './domain/mapping.js';
export { mappingNamed, MAPPINGS } from './domain/mappings.js';
export { IntakeModule } from './intake.module.js';
