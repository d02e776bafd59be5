import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import type { Settings } from '#config';
import { FileImport, MAPPINGS, planImport, type ImportProgress } from '#intake';
import type { Workbench } from '#server';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { fileIn, settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { Progress } from '../progress.js';
import { RefusalReport } from '../refusal-report.js';
import { openWorkbench } from '../workbench.js';

/** Growth of the log from which on an import is a large one. */
const MUCH = 1.25;

interface Choice extends DataChoice, JsonChoice {
  readonly mapping: string;
  readonly units: 'from-file' | 'existing';
  readonly encoding: string;
  readonly report?: string;
}

const ABOUT = {
  en: 'Turn public 311 files and event logs into cases, through the same commands as everybody. Run it again to go on, or twice: nothing comes double.',
  zh: '把公开的 311 文件和事件日志转为案件，与日常办理走同样的命令。中断后可重新执行，重复导入不会产生重复案件。',
};

const FILES = {
  en: 'CSV or XES files (.xes, .xes.gz), as the mapping wants them, or folders of them',
  zh: '映射所需的 CSV 或 XES 文件（.xes、.xes.gz），或其所在目录',
};

export function importCommand(io: Io): Command {
  const names = MAPPINGS.map(({ name }) => name);
  const mapping = { en: 'how the file reads', zh: '文件的映射方式' };
  const units = {
    en: 'open the units that the file names, or use the grid as it is',
    zh: '按文件建立单位，或只用现有网格',
  };
  const report = {
    en: 'where refused rows are listed, one JSON line each; else in the data folder',
    zh: '拒绝行清单（每行一条 JSON），默认写入数据目录',
  };
  return commandNamed('import', ABOUT, io)
    .argument('<file...>', bilingual(FILES))
    .addOption(new Option('--mapping <name>', bilingual(mapping)).choices(names).makeOptionMandatory())
    .addOption(
      new Option('--units <where>', bilingual(units)).choices(['from-file', 'existing']).default('existing'),
    )
    .option('--encoding <label>', bilingual({ en: 'encoding of the files', zh: '文件编码' }), 'utf-8')
    .option('--report <file>', bilingual(report))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((paths: readonly string[], choice: Choice) => importFiles(io, paths, choice));
}

async function importFiles(io: Io, paths: readonly string[], choice: Choice): Promise<void> {
  const settings = settingsOf(io, choice);
  const plan = await planImport({ ...choice, paths });
  const bench = await openWorkbench(settings, io);
  const report = new RefusalReport(
    choice.report ?? join(settings.dataFolder, `import-${plan.mapping.name}-refused.jsonl`),
  );
  const progress = new Progress(io, { en: 'rows', zh: '行' });
  const before = sizeOf(settings);
  try {
    const result = await bench.get(FileImport).run(plan, {
      onProgress: ({ bytes, totalBytes, rows }) =>
        progress.update({ done: bytes, total: totalBytes, count: rows }),
      onRefused: (row) => report.add(row),
      signal: io.signal,
    });
    progress.stop();
    await refresh(io, bench, sizeOf(settings) > before * MUCH);
    say(io, result, report, choice);
  } finally {
    progress.stop();
    report.close();
    await bench.close();
  }
  if (io.signal.aborted) throw new Failure(EXIT.interrupted, INTERRUPTED);
  if (report.count > 0) throw new Failure(EXIT.foundWrong, refused(report));
}

/** After a large import it is faster to make the read models again than to let them follow. */
async function refresh(io: Io, bench: Workbench, anew: boolean): Promise<void> {
  const progress = new Progress(io, { en: 'events into the read models', zh: '事件写入查询库' });
  const watch = ({ events }: { readonly events: number }) => progress.update({ done: events, count: events });
  if (anew) await bench.rebuild(watch);
  progress.stop();
  await bench.caughtUp();
}

function sizeOf(settings: Settings): number {
  return statSync(fileIn(settings, 'log')).size;
}

const INTERRUPTED = {
  en: 'Stopped. Run the same command again to go on.',
  zh: '已停止。重新执行同一命令即可继续。',
};

function refused({ count, file }: RefusalReport) {
  return {
    en: `${count} ${count === 1 ? 'row was' : 'rows were'} refused; line by line in ${file}`,
    zh: `拒绝 ${count} 行，逐行原因见 ${file}`,
  };
}

function say(io: Io, result: ImportProgress, report: RefusalReport, { json }: Choice): void {
  const { files, rows, imported, alreadyThere } = result;
  if (json) {
    const { file, count } = report;
    const counts = { files, rows, imported, alreadyThere, refused: count };
    return io.out(JSON.stringify({ ...counts, refusedByCode: report.byCode(), report: file }, undefined, 2));
  }
  io.out(
    bilingual({
      en: `${rows} rows of ${files} files: ${imported} imported, ${alreadyThere} already there, ${report.count} refused.`,
      zh: `${files} 个文件共 ${rows} 行：导入 ${imported}，已存在 ${alreadyThere}，拒绝 ${report.count}。`,
    }),
  );
  for (const { code, count, sentence } of report.summary()) {
    io.out(`  ${count} × ${code}: ${bilingual(sentence)}`);
  }
}
