import type { ClearCaseCommand } from '#cases/messages';
import type { Chance } from '../domain/chance.js';
import { COUNTY, type Neighbourhood, type Seat } from '../domain/county.js';
import type { Matter } from './matters.js';

/** Who gives a command: whoever sits there, or the resident who reported it. */
export type Doer = Seat | 'resident';

/** One command of the day, with all that is known of it beforehand. */
export interface PlannedStep {
  readonly caseId: string;
  /** Cases of one matter touch each other: their steps are taken one after the other. */
  readonly matter: string;
  readonly by: Doer;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly command: ClearCaseCommand;
}

/** What a case is about, where it is, and when it came. */
export interface CaseFacts {
  readonly caseId: string;
  readonly matterId: string;
  readonly matter: Matter;
  readonly place: Neighbourhood;
  readonly reportedAt: number;
}

const MINUTE = 60_000;
/** Ordinary things take their time; what burns does not. */
const HASTE = { ordinary: 1, urgent: 0.3, critical: 0.08 } as const;
/** Of every hundred cases, so many are slow, and so many are left lying by somebody. */
const SLOW_PERCENT = 12;
const FORGOTTEN_PERCENT = 10;
const SLOWNESS = 7;

/** Writes down the life of one case, step after step. */
export class CaseScript {
  readonly steps: PlannedStep[] = [];
  readonly handler: Seat;
  private time: number;
  private readonly pace: number;
  /** Steps after which nobody takes it further. */
  private readonly patience: number;

  constructor(
    readonly facts: CaseFacts,
    readonly chance: Chance,
  ) {
    const isSlow = chance.between(1, 100) <= SLOW_PERCENT;
    const isForgotten = chance.between(1, 100) <= FORGOTTEN_PERCENT;
    this.time = facts.reportedAt;
    this.pace = HASTE[facts.matter.urgency] * (isSlow ? SLOWNESS : 1);
    this.patience = isForgotten ? chance.between(1, 5) : Number.POSITIVE_INFINITY;
    this.handler = this.anotherHandler();
  }

  get officer(): Seat {
    return { role: 'committee-officer', unit: this.facts.place.committee };
  }

  /** Somebody of the town. */
  ofTown(role: 'committee-officer' | 'verifier' | 'call-back-officer'): Seat {
    return { role, unit: this.facts.place.town };
  }

  ofCounty(role: 'committee-officer' | 'supervisor'): Seat {
    return { role, unit: COUNTY };
  }

  get worker(): Seat {
    return { role: 'grid-worker', unit: this.facts.place.group };
  }

  anotherHandler(than?: string): Seat {
    const { branch, externals } = this.facts.place;
    const all = [
      [45, { role: 'branch-secretary', unit: branch }],
      [35, this.worker],
      ...externals.map((unit) => [7, { role: 'external-liaison', unit }] as const),
    ] as const;
    return this.chance.pick(all.filter(([, { unit }]) => unit !== than));
  }

  /** After about so many minutes, more when the case is slow. Once somebody lets it lie, nothing follows. */
  next([least, most]: readonly [number, number], by: Doer, command: ClearCaseCommand): this {
    this.time += Math.round(this.chance.between(least * 60, most * 60) * this.pace) * 1000;
    return this.exactly(this.time, by, command);
  }

  /** At this moment, whoever waits for whom. */
  exactly(at: number, by: Doer, command: ClearCaseCommand): this {
    this.time = Math.max(this.time, at);
    const { caseId, matterId: matter } = this.facts;
    if (this.steps.length < this.patience) this.steps.push({ caseId, matter, by, at: this.time, command });
    return this;
  }

  after(minutes: number): number {
    return this.facts.reportedAt + minutes * MINUTE;
  }
}
