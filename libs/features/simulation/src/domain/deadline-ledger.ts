import type { CaseFact } from './conservation.js';

/** What became of every arming of a deadline; each counts once. */
export const FATES = ['fired', 'ended', 'moved', 'paused', 'armed-again', 'running'] as const;
export type Fate = (typeof FATES)[number];

const ENDINGS: ReadonlySet<string> = new Set(['CaseClosed', 'CaseRejected', 'CaseWithdrawn', 'CaseMerged']);
const BEGINNINGS: ReadonlySet<string> = new Set(['CaseReopened', 'CaseUnmerged']);

export interface DeadlineBooks {
  readonly armed: number;
  readonly fates: Readonly<Record<Fate, number>>;
  /** What must never be, and what was not done in time: one line each, with case, name and version. */
  readonly flaws: readonly string[];
  /** Which of them noticed it: alarm clock, sweep, or catch-up. */
  readonly lanes: Readonly<Record<string, number>>;
  /** Milliseconds that each firing was late, in the time of the log. */
  readonly lateness: readonly number[];
}

interface Arming {
  readonly version: number;
  readonly alarm?: { readonly rung: string; readonly at: string };
  hasFired: boolean;
}

interface Deadline {
  readonly name: string;
  readonly version: number;
  readonly alarm?: Arming['alarm'];
}

/** What a step has set running and ended. */
interface Change {
  readonly armed: readonly Deadline[];
  readonly ended: readonly string[];
}

/** Follows every deadline of every case from its arming to its end, by nothing but the events. */
export class DeadlineLedger {
  private readonly running = new Map<string, Map<string, Arming>>();
  private readonly versions = new Map<string, number>();
  private readonly ended = new Set<string>();
  private readonly fates: Record<Fate, number> = {
    fired: 0,
    ended: 0,
    moved: 0,
    paused: 0,
    'armed-again': 0,
    running: 0,
  };
  private readonly flaws: string[] = [];
  private readonly lanes: Record<string, number> = {};
  private readonly lateness: number[] = [];
  private armed = 0;

  take({ caseId, type, data }: CaseFact): void {
    if (ENDINGS.has(type)) this.ended.add(caseId);
    if (BEGINNINGS.has(type)) this.ended.delete(caseId);
    if (type === 'DeadlineMoved') {
      const { deadline } = data as { deadline: Deadline };
      this.settle(caseId, deadline.name, 'moved');
      this.arm(caseId, deadline);
    }
    if (type === 'DeadlineFired') this.fire(caseId, data as Firing);
    if (type === 'ClockPaused') {
      const { remaining } = data as { remaining: Readonly<Record<string, unknown>> };
      for (const name of Object.keys(remaining)) this.settle(caseId, name, 'paused');
    }
    const { deadlines } = data as { deadlines?: Change };
    if (type === 'DeadlinesSet') this.set(caseId, data as Change);
    else if (deadlines) this.set(caseId, deadlines);
  }

  /** @param until every alarm up to this moment should have rung; milliseconds since 1970 */
  booksAt(until: number): DeadlineBooks {
    const flaws = [...this.flaws];
    const fates = { ...this.fates };
    for (const [caseId, deadlines] of this.running) {
      for (const [name, { alarm, hasFired, version }] of deadlines) {
        fates[hasFired ? 'fired' : 'running'] += 1;
        if (!hasFired && alarm && Date.parse(alarm.at) <= until)
          flaws.push(`not fired: ${caseId} ${name} v${version}, ${alarm.rung} of ${alarm.at}`);
        if (this.ended.has(caseId))
          flaws.push(`runs on in a case that has ended: ${caseId} ${name} v${version}`);
      }
    }
    return { armed: this.armed, fates, flaws, lanes: this.lanes, lateness: this.lateness };
  }

  private set(caseId: string, { armed, ended }: Change): void {
    for (const name of ended) this.settle(caseId, name, 'ended');
    for (const deadline of armed) {
      this.settle(caseId, deadline.name, 'armed-again');
      this.arm(caseId, deadline);
    }
  }

  private arm(caseId: string, { name, version, alarm }: Deadline): void {
    const key = `${caseId} ${name}`;
    if (version <= (this.versions.get(key) ?? 0))
      this.flaws.push(`version does not grow: ${key} v${version}`);
    this.versions.set(key, version);
    this.armed += 1;
    this.of(caseId).set(name, { version, ...(alarm && { alarm }), hasFired: false });
  }

  private settle(caseId: string, name: string, as: Fate): void {
    const arming = this.of(caseId).get(name);
    if (!arming) return;
    this.of(caseId).delete(name);
    this.fates[arming.hasFired ? 'fired' : as] += 1;
  }

  private fire(caseId: string, { name, version, rung, at, firedAt, lane }: Firing): void {
    const arming = this.of(caseId).get(name);
    const key = `${caseId} ${name} v${version}`;
    if (arming?.version !== version || arming.alarm?.rung !== rung || arming.alarm.at !== at)
      this.flaws.push(`fired but not armed: ${key} ${rung}`);
    else if (arming.hasFired) this.flaws.push(`fired twice: ${key} ${rung}`);
    else arming.hasFired = true;
    const late = Date.parse(firedAt) - Date.parse(at);
    if (late < 0) this.flaws.push(`fired early: ${key} ${rung}`);
    this.lateness.push(late);
    this.lanes[lane] = (this.lanes[lane] ?? 0) + 1;
  }

  private of(caseId: string): Map<string, Arming> {
    const known = this.running.get(caseId) ?? new Map<string, Arming>();
    this.running.set(caseId, known);
    return known;
  }
}

interface Firing {
  readonly name: string;
  readonly version: number;
  readonly rung: string;
  readonly at: string;
  readonly firedAt: string;
  readonly lane: string;
}
