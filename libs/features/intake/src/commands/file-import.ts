import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '#event-store';
import { Directory } from '#identity';
import { Clock, Rejection, type Bilingual } from '#kernel';
import { mapRow, type MappedRow } from '../domain/mapping.js';
import { rowsOf } from './csv-rows.js';
import type { FileRow } from './file-row.js';
import type { ImportPlan, PublicFile } from './import-plan.js';
import { importRow, type RowImportContext } from './row-import.js';
import { UnitOpening } from './unit-opening.js';
import { tracesOf } from './xes-traces.js';

export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly sentence: Bilingual;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface ImportProgress {
  readonly files: number;
  readonly rows: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface ImportWatch {
  /** After every row. */
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onRefused?: (row: RefusedRow) => void;
  /** Once aborted no further row is begun; those begun are finished. */
  readonly signal?: AbortSignal;
}

/** Cases on their way at once: enough for the log to commit them in groups. */
const IN_FLIGHT = 64;

/** Turns public files into cases through the same commands as everybody else's. */
@Injectable()
export class FileImport {
  constructor(
    private readonly commands: CommandBus,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly store: EventStore,
  ) {}

  /** Refused rows are told and passed over; any other error ends the run, which can be started again. */
  async run(plan: ImportPlan, watch: ImportWatch = {}): Promise<ImportProgress> {
    const { commands, directory, clock, store } = this;
    const { files } = plan;
    const mapping = plan.mapping.name;
    const opening = plan.units === 'from-file' ? { opening: new UnitOpening(commands, mapping) } : {};
    const run = new ImportRun({ commands, directory, clock, store, mapping, ...opening }, files, watch);
    await run.all(casesOf(plan));
    return run.progress;
  }
}

class ImportRun {
  progress: ImportProgress;
  private stopped = false;

  constructor(
    private readonly context: RowImportContext,
    private readonly files: readonly PublicFile[],
    private readonly watch: ImportWatch,
  ) {
    const none = { rows: 0, imported: 0, alreadyThere: 0, refused: 0, bytes: 0 };
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    this.progress = { files: files.length, ...none, totalBytes };
  }

  async all(rows: AsyncGenerator<FileRow<MappedRow>>): Promise<void> {
    const workers = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, () => this.work(rows)));
    await rows.return(undefined);
    const failed = workers.find((worker) => worker.status === 'rejected');
    if (failed) throw failed.reason as unknown;
  }

  private async work(rows: AsyncGenerator<FileRow<MappedRow>>): Promise<void> {
    try {
      while (!this.stopped && !this.watch.signal?.aborted) {
        const next = await rows.next();
        if (next.done) return;
        await this.take(next.value);
      }
    } finally {
      this.stopped = true;
    }
  }

  private async take(row: FileRow<MappedRow>): Promise<void> {
    try {
      if (row.content instanceof Rejection) throw row.content;
      const taken = await importRow(row.content, this.context);
      this.count(row, taken === 'imported' ? 'imported' : 'alreadyThere');
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const { code, sentence, details } = error;
      this.watch.onRefused?.({ file: row.file, line: row.line, code, sentence, details });
      this.count(row, 'refused');
    }
  }

  private count({ file, bytes }: FileRow<MappedRow>, as: 'imported' | 'alreadyThere' | 'refused'): void {
    const { progress } = this;
    const reached = Math.max(progress.bytes, this.bytesUpTo(file, bytes));
    this.progress = { ...progress, rows: progress.rows + 1, [as]: progress[as] + 1, bytes: reached };
    this.watch.onProgress?.(this.progress);
  }

  private bytesUpTo(file: string, within: number): number {
    const index = this.files.findIndex(({ path }) => path === file);
    const before = this.files.slice(0, index).reduce((sum, { size }) => sum + size, 0);
    return before + Math.min(within, this.files[index]?.size ?? 0);
  }
}

async function* casesOf({ files, mapping, encoding }: ImportPlan): AsyncGenerator<FileRow<MappedRow>> {
  for (const { path } of files) {
    if (mapping.format === 'xes') yield* mapped(tracesOf(path, encoding), mapping);
    else yield* mapped(rowsOf(path, mapping, encoding), mapping);
  }
}

async function* mapped<Content>(
  rows: AsyncGenerator<FileRow<Content>>,
  mapping: Parameters<typeof mapRow<Content>>[0],
): AsyncGenerator<FileRow<MappedRow>> {
  for await (const { content, ...place } of rows) {
    yield { ...place, content: content instanceof Rejection ? content : mapRow(mapping, content) };
  }
}
