import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Trace } from '../domain/mapping.js';

/** What is not XML, or not an event log. */
export class BrokenXes extends Error {
  constructor(options?: ErrorOptions) {
    super('not an XES event log', options);
    this.name = 'BrokenXes';
  }
}

interface FoundTrace {
  /** Where it begins. */
  readonly line: number;
  readonly trace: Trace;
}

/** The places at which an attribute counts; what lies deeper describes an attribute, not the case. */
const OF_TRACE = 'log/trace';
const OF_EVENT = 'log/trace/event';

/** Cases out of XES as its text comes in. Entities of the file's own are not known to it, and nothing is fetched. */
export class TraceParser {
  private readonly parser = new SaxesParser();
  private readonly open: string[] = [];
  private readonly found: FoundTrace[] = [];
  /** Ended by its tag; the parser tells only after it whether that was the right tag. */
  private ended?: FoundTrace;
  private begun = 0;
  private attributes = new Map<string, string>();
  private events: Map<string, string>[] = [];

  constructor() {
    this.parser.on('error', (cause) => {
      throw new BrokenXes({ cause });
    });
    this.parser.on('opentag', (tag) => this.enter(tag));
    this.parser.on('closetag', () => this.leave());
  }

  get line(): number {
    return this.parser.line;
  }

  /** @throws BrokenXes */
  write(text: string): void {
    this.parser.write(text);
  }

  /** @throws BrokenXes when the log has not ended */
  end(): void {
    this.parser.close();
  }

  /** The cases that have ended since the last time. */
  take(): readonly FoundTrace[] {
    return this.found.splice(0);
  }

  private enter({ name, attributes }: SaxesTagPlain): void {
    this.keepEnded();
    const where = this.open.join('/');
    this.open.push(name);
    if (where === '' && name !== 'log') throw new BrokenXes();
    if (where === 'log' && name === 'trace') this.begin();
    else if (where === OF_TRACE && name === 'event') this.events.push(new Map());
    else if (where === OF_TRACE) keep(this.attributes, attributes);
    else if (where === OF_EVENT) keep(this.events.at(-1), attributes);
  }

  private begin(): void {
    this.begun = this.line;
    this.attributes = new Map();
    this.events = [];
  }

  private leave(): void {
    this.keepEnded();
    const { begun: line, attributes, events } = this;
    if (this.open.join('/') === OF_TRACE) this.ended = { line, trace: { attributes, events } };
    this.open.pop();
  }

  private keepEnded(): void {
    if (this.ended) this.found.push(this.ended);
    this.ended = undefined;
  }
}

function keep(into: Map<string, string> | undefined, { key, value }: Readonly<Record<string, string>>): void {
  if (key !== undefined && value !== undefined) into?.set(key, value);
}
