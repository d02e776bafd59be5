import { SingleBar } from 'cli-progress';
import type { Bilingual } from '#kernel';
import { bilingual, type Io } from './io.js';

export interface Step {
  /** Work done and all work, in any unit. */
  readonly done: number;
  readonly total?: number;
  /** Things that a person counts. */
  readonly count: number;
}

/** Without a terminal a line every so often is enough for a log file. */
const PLAIN_EVERY_MS = 5_000;
const DRAWN_EVERY_MS = 100;

/** A bar with rate and time left where a person watches, plain lines where a file does. */
export class Progress {
  private readonly started = Date.now();
  private readonly every: number;
  private bar?: SingleBar;
  private shown: number;
  private last?: Step;

  constructor(
    private readonly io: Io,
    private readonly what: Bilingual,
  ) {
    this.every = io.terminal ? DRAWN_EVERY_MS : PLAIN_EVERY_MS;
    this.shown = io.terminal ? 0 : this.started;
  }

  update(step: Step): void {
    this.last = step;
    const now = Date.now();
    if (now - this.shown < this.every) return;
    this.shown = now;
    this.show(step);
  }

  /** Shows where it ended; the second time changes nothing. */
  stop(): void {
    if (this.last) this.show(this.last);
    this.last = undefined;
    this.bar?.stop();
  }

  private show(step: Step): void {
    const total = step.total ?? step.done;
    const line = `${bilingual(this.what)} ${this.figures(step)}`;
    if (!this.io.terminal) {
      return this.io.err(step.total === undefined ? line : `${percent(step.done, total)} ${line}`);
    }
    this.bar ??= begun(this.io.terminal, step);
    this.bar.setTotal(total);
    this.bar.update(step.done, { line });
  }

  private figures({ done, total, count }: Step): string {
    const seconds = (Date.now() - this.started) / 1000;
    const rate = seconds > 0 ? Math.round(count / seconds) : 0;
    const left = total !== undefined && done > 0 ? ` · ${clock((seconds * (total - done)) / done)}` : '';
    return `${count} · ${rate}/s${left}`;
  }
}

/** Where nobody knows how much there is to do, the figures stand alone. */
function begun(stream: NodeJS.WriteStream, { done, total }: Step): SingleBar {
  const format = total === undefined ? '{line}' : '{bar} {percentage}% {line}';
  const bar = new SingleBar({ stream, format, hideCursor: true, barsize: 24 });
  bar.start(total ?? done, done, { line: '' });
  return bar;
}

function percent(done: number, total: number): string {
  return `${total === 0 ? 100 : Math.floor((100 * done) / total)}%`;
}

/** Seconds as `m:ss`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
