import type { Role } from './actor.js';
import type { Limit } from './limit.js';
import type { Bilingual } from './rejection.js';

export type Urgency = 'ordinary' | 'urgent' | 'critical';

/** What a case can be late with; the same word is the name of its deadline. */
export const STAGE_NAMES = [
  'accept',
  'sign',
  'first-contact',
  'handle',
  'rework',
  'helper',
  'verify',
  'call-back',
  'return-decision',
  'extension-decision',
  'shelving-decision',
  'answer',
  'review',
  'rectify',
  'appeal-decision',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** A stage's limit, and the ladder that watches over it; without one, expiry is recorded and nothing more. */
export interface StageLimit {
  readonly limit: Limit;
  /** Code of a ladder of the same catalogue. */
  readonly ladder?: string;
}

/** `reopened` stands for `handle` in a case that was opened again. */
export type StageLimits = Readonly<Partial<Record<StageName | 'reopened', StageLimit>>>;

/** One of several dates of the same matter: stop work in 4 working hours, demolish in 20 working days. */
export interface StagedLimit extends StageLimit {
  /** Kebab-case; its deadline is `step-<code>`. */
  readonly code: string;
  readonly name: Bilingual;
}

/** When a rung fires: at so much of the limit used up, or so long before or after its end. */
export type RungMoment =
  { readonly percent: number } | { readonly before: Limit } | { readonly after: Limit };

/** What a rung does to the case and its unit; never to a person. */
export const RUNG_ACTIONS = ['remind', 'notify', 'add-supervisor', 'raise', 'move-up', 'flag'] as const;
export type RungAction = (typeof RUNG_ACTIONS)[number];

/** What becomes of a rung whose time passed while nothing ran. */
export const CATCH_UPS = ['fire', 'latest', 'review'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

export interface Rung {
  /** Kebab-case, unique in its ladder. */
  readonly code: string;
  readonly at: RungMoment;
  /** remind: the answerable unit. notify: a written reminder, copied to the unit above. raise: supervision at a level. */
  readonly action: RungAction;
  /** 1 and up, for `raise`. */
  readonly level?: number;
  /** What people here call it (催办, 黄牌 …). */
  readonly label: Bilingual;
  /** Default `fire`. */
  readonly catchUp?: CatchUp;
}

/** In the order of time. */
export type Ladder = readonly Rung[];

/** A further question of a service type; none is mandatory without its reason. */
export interface ExtraField {
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: 'text' | 'number' | 'yes-no' | 'choice';
  readonly choices?: readonly Bilingual[];
  /** Why it must be given; absent: it may be left out. */
  readonly mandatoryBecause?: Bilingual;
}

/** One kind of matter: how urgent it is, who may do what, and how long it may take. */
export interface ServiceType {
  /** 2+2+2 digits: family, group, type. */
  readonly code: string;
  readonly name: Bilingual;
  readonly urgency: Urgency;
  /** Roles that may settle it at once (随手办); empty: nobody. */
  readonly onSpot: readonly Role[];
  /** Is the reporter's identity protected unless he says otherwise? */
  readonly identityProtected: boolean;
  readonly consultation: boolean;
  readonly whistle: boolean;
  /** Limits that differ from the catalogue's own. */
  readonly limits: StageLimits;
  readonly steps: readonly StagedLimit[];
  readonly fields: readonly ExtraField[];
  /** When it may be closed. */
  readonly closing: Bilingual;
}

/** The figures of the case policy; examples, to be set by a deployment's own rules. */
export interface CasePolicy {
  readonly returns: number;
  readonly children: number;
  /** Attempts after which a reporter who cannot be reached counts as called back. */
  readonly callBackAttempts: number;
  /** Days (of 24 hours) after closing during which `not-solved` is reason enough to reopen. */
  readonly reopenDays: number;
  /** What a first extension gives; a second is asked for in working days, up to `extensionDays`. */
  readonly extension: Limit;
  readonly extensionDays: number;
  /** Longest time a case may be shelved, and the resident be waited for, days of 24 hours. */
  readonly shelvingDays: number;
  readonly answerDays: number;
  /** Working days without an event after which a case counts as silent. */
  readonly silentDays: number;
}

/** Everything a deployment decides about its matters; one version is one value, known by its hash. */
export interface CatalogueContent {
  readonly name: Bilingual;
  readonly policy: CasePolicy;
  readonly limits: StageLimits;
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly types: readonly ServiceType[];
}

export interface RulesRef {
  readonly version: number;
  /** SHA-256 of the content's canonical JSON, hexadecimal. */
  readonly hash: string;
}

/** One published version of the catalogue, to decide by. */
export interface Rules extends RulesRef {
  readonly policy: CasePolicy;
  readonly types: ReadonlyMap<string, ServiceType>;
  /** The limit of a stage of this type: its own, or the catalogue's. */
  limitOf(serviceType: string, stage: StageName | 'reopened'): StageLimit | undefined;
  ladder(code: string | undefined): Ladder;
}

/** Every version there was: a running case keeps the one it was accepted under. */
export interface RuleBook {
  readonly current: Rules;
  at(hash: string): Rules | undefined;
}
