import { Module } from '@nestjs/common';
import { FileImport } from './commands/file-import.js';

@Module({ providers: [FileImport], exports: [FileImport] })
export class IntakeModule {}
