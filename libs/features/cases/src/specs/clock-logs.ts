import fc from 'fast-check';
import type { LogPosition, StoredEvent } from '#event-store';
import { InMemoryKeyStore, Vault } from '#privacy';
import type { CaseEvent, ReportedCase } from '../domain/case.events.js';
import type { Deadline } from '../domain/clock.events.js';
import { NOW, standing, unitIds } from '../domain/testing.js';
import { caseStream } from '../streams.js';
import { storedAs } from './stored.js';

const NAMES = ['accept', 'handle', 'sign', 'verify', 'call-back', 'helper-fire', 'step-stop-work', 'review'];
const TYPES = ['050101', '050102', '129999'];
const DEEDS = 'arm arm arm arm end fire move pause resume retype merge unmerge over'.split(' ');

interface Deed {
  readonly about: number;
  readonly deed: string;
  readonly name: string;
  readonly unit: string;
  /** Hours from the beginning. */
  readonly due: number;
  readonly alarm: number | null;
}

const deeds: fc.Arbitrary<Deed> = fc.record({
  about: fc.nat(4),
  deed: fc.constantFrom(...DEEDS),
  name: fc.constantFrom(...NAMES),
  unit: fc.constantFrom(...unitIds),
  due: fc.nat(12),
  alarm: fc.option(fc.nat(12), { freq: 4 }),
});

/** A few cases whose clocks are set, moved, stopped and ended at random, and what runs in each when all is said. */
export const clockLogs = fc.array(deeds, { maxLength: 80, size: 'max' }).map((all) => {
  const log = new ClockLog();
  for (const deed of all) log.take(deed);
  return log;
});

/** A vault in which the words of these cases are erased: they have none. */
export async function vaultFor({ cases }: ClockLog): Promise<Vault> {
  const vault = new Vault(new InMemoryKeyStore());
  for (const { caseId } of cases) await vault.destroy(`reporter:${caseId}`);
  return vault;
}

export interface ClockedCase {
  readonly caseId: string;
  readonly seq: number;
  serviceType: string;
  running: ReadonlyMap<string, Deadline>;
  paused: boolean;
  merged: boolean;
}

export class ClockLog {
  readonly events: StoredEvent[] = [];
  readonly cases: ClockedCase[] = [];
  private version = 0;

  take(deed: Deed): void {
    const found = this.cases[deed.about] ?? this.report();
    if (found.merged !== (deed.deed === 'unmerge')) return;
    const running = new Map(found.running);
    for (const event of this.factsOf(deed, found, running)) this.add(found, event);
    found.running = running;
  }

  /** The facts of a deed, and what runs after it. */
  private *factsOf(
    { deed, name, unit, due, alarm }: Deed,
    found: ClockedCase,
    running: Map<string, Deadline>,
  ): Generator<CaseEvent> {
    const known = running.get(name);
    switch (deed) {
      case 'arm': {
        const { path: toPath, level: toLevel } = standing(unit);
        yield offered(unit, toPath, toLevel);
        const armed = this.deadline(name, unit, due, alarm);
        running.set(name, armed);
        return yield set([armed], []);
      }
      case 'end':
        return running.delete(name) && (yield set([], [name]));
      case 'fire': {
        if (!known?.alarm) return;
        const { alarm: rung, ...silent } = known;
        running.set(name, silent);
        return yield fired(known, rung);
      }
      case 'move': {
        if (!known) return;
        const moved = { ...this.deadline(name, known.unit, due, alarm), because: 'extension' as const };
        running.set(name, moved);
        const { calendar } = moved;
        const because =
          due % 2 === 0 ? ({ reason: 'extension' } as const) : ({ reason: 'calendar', calendar } as const);
        return yield { type: 'DeadlineMoved', data: { deadline: moved, from: known.due, because } };
      }
      case 'pause': {
        const names = [...running.keys()].filter((each) => each !== name);
        for (const each of names) running.delete(each);
        found.paused = true;
        const remaining = Object.fromEntries(names.map((each) => [each, LEFT]));
        return yield { type: 'ClockPaused', data: { reason: 'shelved', until: at(99), remaining } };
      }
      case 'resume':
        found.paused = false;
        return yield { type: 'ClockResumed', data: { reason: 'shelved' } };
      case 'retype':
        found.serviceType = TYPES[due % TYPES.length] ?? '050101';
        return yield accepted(found.serviceType);
      case 'merge':
      case 'over': {
        const ended = [...running.keys()];
        running.clear();
        found.merged = deed === 'merge';
        found.paused &&= found.merged;
        if (deed === 'merge') yield { type: 'CaseMerged', data: { into: 'other', reporters: ['own'] } };
        else yield { type: 'CaseWithdrawn', data: {} };
        return ended.length > 0 && (yield set([], ended));
      }
      case 'unmerge':
        found.merged = false;
        return yield { type: 'CaseUnmerged', data: { from: 'other', reporters: ['own'] } };
    }
  }

  private report(): ClockedCase {
    const seq = this.cases.length + 1;
    const found = { caseId: `c${seq}`, seq, serviceType: '050101', running: new Map() };
    this.cases.push({ ...found, paused: false, merged: false });
    const reported = this.cases[seq - 1] as ClockedCase;
    this.add(reported, { type: 'CaseReported', data: reportOf(reported.caseId) });
    return reported;
  }

  private deadline(name: string, unit: string, due: number, alarm: number | null): Deadline {
    this.version += 1;
    return {
      name,
      version: this.version,
      unit,
      path: standing(unit).path,
      startedAt: at(0),
      limit: { unit: 'elapsed-hours', amount: 1 },
      calendar: { id: 'cn', version: 1 },
      due: at(due),
      ...(alarm !== null && { alarm: { rung: 'late', at: at(alarm) } }),
    };
  }

  private add({ caseId }: ClockedCase, event: CaseEvent): void {
    const stream = caseStream(caseId);
    const revision = BigInt(this.events.filter((each) => each.stream === stream).length);
    const position = String(this.events.length + 1).padStart(20, '0') as LogPosition;
    this.events.push(storedAs(stream, event, { revision, position }));
  }
}

const LEFT = { unit: 'elapsed', milliseconds: 3_600_000 } as const;

function at(hours: number): string {
  return new Date(NOW + hours * 3_600_000).toISOString();
}

function set(armed: readonly Deadline[], ended: readonly string[]): CaseEvent {
  return { type: 'DeadlinesSet', data: { armed, ended } };
}

function offered(
  to: string,
  toPath: readonly string[],
  toLevel: ReturnType<typeof standing>['level'],
): CaseEvent {
  return {
    type: 'CustodyOffered',
    data: { from: 'mill-1', by: 'mill-1', to, toPath, toLevel, kind: 'dispatch' },
  };
}

function fired(
  { name, version, unit, path }: Deadline,
  { rung, at: due }: { rung: string; at: string },
): CaseEvent {
  const told = { name, version, rung, unit, path, at: due, firedAt: due };
  return { type: 'DeadlineFired', data: { ...told, action: 'remind', lateMs: 0, lane: 'alarm' } };
}

function accepted(serviceType: string): CaseEvent {
  const where = { unit: 'mill-1', ...standing('mill-1') };
  return { type: 'CaseAccepted', data: { ...where, serviceType, urgency: 'ordinary' } };
}

function reportOf(caseId: string): ReportedCase {
  const reporter = `reporter:${caseId}`;
  return {
    serviceType: '050101',
    urgency: 'ordinary',
    unit: 'mill-1',
    ...standing('mill-1'),
    channel: 'grid',
    identityProtected: false,
    filedBy: 'wang',
    reporter,
    narrative: { subject: reporter, box: '' },
  };
}
