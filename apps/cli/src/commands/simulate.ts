import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { EventStore } from '#event-store';
import { AcceleratedClock, planOf, simulate, type SimulationReport } from '#simulation';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { Progress } from '../progress.js';
import { sayReport } from '../simulation-report.js';
import { openWorkbench } from '../workbench.js';

interface Choice extends DataChoice, JsonChoice {
  readonly seed: string;
  readonly scale: number;
  readonly cases: number;
  readonly days: number;
  readonly speed: number;
  /** Milliseconds since 1970. */
  readonly start: number;
}

const ABOUT = {
  en: 'Live simulated days of a whole county in accelerated time, then do the books: no case may be lost, no deadline unaccounted for.',
  zh: '以加速时间模拟整个区的办件日，再逐一核对：案件一件不丢，时限一个不漏。',
};
const DATA = {
  en: 'empty folder to keep the data in; else they are thrown away',
  zh: '保留数据的空目录；不指定则用后即删',
};
/** Nanhai's offset; it has no summer time. */
const ZONE = '+08:00';

export function simulateCommand(io: Io): Command {
  const data = dataOption();
  data.description = bilingual(DATA);
  return commandNamed('simulate', ABOUT, io)
    .addOption(
      option('--seed <text>', { en: 'the same seed is the same plan', zh: '同一种子即同一计划' }).default(
        '1',
      ),
    )
    .addOption(
      option('--scale <part>', { en: 'part of the county: 1 is the whole', zh: '规模：1 为全区' })
        .argParser(numberUpTo(1))
        .default(1),
    )
    .addOption(
      option('--cases <count>', { en: 'cases in all', zh: '案件总数' })
        .argParser(wholeUpTo(1_000_000))
        .default(3000),
    )
    .addOption(
      option('--days <count>', { en: 'days in a row', zh: '连续天数' }).argParser(wholeUpTo(366)).default(1),
    )
    .addOption(
      option('--speed <factor>', { en: '1440 is a day a minute', zh: '加速倍数：1440 即一分钟一天' })
        .argParser(numberUpTo(1_000_000))
        .default(1440),
    )
    .addOption(
      option('--start <date>', { en: 'first day', zh: '起始日期' })
        .argParser(dateOf)
        .default(dateOf('2026-03-02'), '2026-03-02'),
    )
    .addOption(data)
    .addOption(jsonOption())
    .action((choice: Choice) => run(io, choice));
}

async function run(io: Io, choice: Choice): Promise<void> {
  const thrownAway =
    choice.data === undefined ? mkdtempSync(join(tmpdir(), 'gridcase-simulation-')) : undefined;
  try {
    const report = await simulated(io, choice, choice.data ?? thrownAway ?? '');
    if (io.signal.aborted) throw new Failure(EXIT.interrupted, INTERRUPTED);
    sayReport(io, report, choice);
    if (report.flaws.length > 0) throw new Failure(EXIT.failed, doesNotAddUp(report));
  } finally {
    if (thrownAway !== undefined) rmSync(thrownAway, { recursive: true });
  }
}

async function simulated(io: Io, choice: Choice, data: string): Promise<SimulationReport> {
  const settings = settingsOf(io, { data });
  const clock = new AcceleratedClock(choice.start, choice.speed);
  const plan = planOf(choice);
  const bench = await openWorkbench(settings, io, { clock });
  const settling = new Progress(io, { en: 'units and people', zh: '单位与人员' });
  const living = new Progress(io, { en: 'commands', zh: '命令' });
  try {
    const engine = {
      commands: bench.get(CommandBus),
      store: bench.get(EventStore),
      clock,
      settled: () => bench.caughtUp(),
    };
    return await simulate(plan, engine, {
      onSettled: (done, total) => settling.update({ done, total, count: done }),
      onStep: (done, total) => living.update({ done, total, count: done }),
      signal: io.signal,
    });
  } finally {
    settling.stop();
    living.stop();
    await bench.close();
  }
}

const INTERRUPTED = { en: 'Stopped.', zh: '已停止。' };

function doesNotAddUp({ flaws }: SimulationReport) {
  return { en: `${flaws.length} things do not add up.`, zh: `有 ${flaws.length} 处对不上。` };
}

function option(flags: string, about: { readonly en: string; readonly zh: string }): Option {
  return new Option(flags, bilingual(about));
}

function numberUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value > 0 && value <= most) return value;
    throw new InvalidArgumentError(`0 < … <= ${most}`);
  };
}

function wholeUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = numberUpTo(most)(text);
    if (Number.isInteger(value)) return value;
    throw new InvalidArgumentError(`1, 2, 3 … ${most}`);
  };
}

/** The midnight with which the day begins there. */
function dateOf(text: string): number {
  const midnight = Date.parse(`${text}T00:00:00${ZONE}`);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(midnight)) return midnight;
  throw new InvalidArgumentError('2026-03-02');
}
