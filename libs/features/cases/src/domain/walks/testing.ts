import { expect } from '@jest/globals';
import fc from 'fast-check';
import { isWithin, type Position } from '#kernel';
import type { CaseCommand, CaseCommandType } from '../case.commands.js';
import type { Case, ExistingCase, Stage } from '../case.state.js';
import { commands } from '../decisions/testing.js';
import { whoMayGive } from '../powers.js';
import { people, units, type PersonName } from '../testing.js';
import { World, type Who } from '../world/testing.js';
import { commandOf, pick } from './wishes/testing.js';

/** One step, as numbers: which case, which command, by whom, with what in it. Small numbers make short stories. */
interface Step {
  readonly about: number;
  readonly wish: number;
  readonly by: number;
  readonly details: readonly [number, number, number];
  /** 0: any command by anybody; to 4: one that fits the stage, by somebody with the power; above: one that succeeds. */
  readonly sense: number;
  /** Whether the engine's processes keep up with it. */
  readonly prompt: boolean;
  /** Hours that pass before it. */
  readonly hours: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  about: fc.nat(9),
  wish: fc.nat(99),
  by: fc.nat(99),
  details: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)),
  sense: fc.nat(12),
  prompt: fc.boolean(),
  hours: fc.constantFrom(0, 0, 0, 1, 5, 24, 24 * 20),
});

/** Random lives of some cases: who does what to which, often sensible, sometimes not at all. */
export const walks: fc.Arbitrary<World> = fc
  .array(step, { minLength: 1, maxLength: 160, size: 'max' })
  .map((steps) => {
    const world = new World();
    for (const taken of steps) take(taken, world);
    world.settle();
    return world;
  });

/** Looks for breaches of a law on many walks; one that is found prints the shortest story that shows it, and its seed. */
export function onEveryWalk(breachesIn: (world: World) => Iterable<unknown>, numRuns = 50): void {
  fc.assert(
    fc.property(walks, (world) => {
      expect([...breachesIn(world)]).toEqual([]);
    }),
    { numRuns },
  );
}

const MOST_REPORTS = 5;
const everybody: readonly Who[] = [...(Object.keys(people) as PersonName[]), 'resident', 'process'];

function take({ about, wish, by, details, sense, prompt, hours }: Step, world: World): void {
  world.now += hours * 3_600_000;
  const known = [...world.cases.keys()].filter((id) => world.stateOf(id) !== 'none');
  const caseId =
    known.length < MOST_REPORTS && about >= known.length ? `case-${known.length}` : pick(known, about);
  const state = world.stateOf(caseId);
  const types = state === 'none' ? filing : sense === 0 ? anything : fitting(state);
  const existing = state === 'none' ? undefined : state;
  const wishes = rotated(types, wish).map((type) =>
    commandOf({ type, details, caseId, state: existing, known: [...known, caseId], now: world.now }),
  );
  const askers: readonly Who[] = by % 25 === 24 ? ['import'] : rotated(everybody, by);
  const chosen = sense > 0 && choose(world, caseId, wishes.slice(0, 4), askers, sense > 4);
  const [who, command] = chosen || [pick(askers, 0), pick(wishes, 0)];
  // What the engine's processes tell a case, an event has caused: they come by themselves.
  if (who !== 'process' || engine.includes(command.type)) world.act(who, caseId, command);
  if (prompt) {
    world.settle();
    world.ring();
  }
}

/** The first of the wishes that somebody has the power for, or, where it should succeed, can fulfil; and who that is. */
function choose(
  world: World,
  caseId: string,
  wishes: readonly CaseCommand[],
  askers: readonly Who[],
  succeeding: boolean,
): readonly [Who, CaseCommand] | undefined {
  for (const command of wishes) {
    const who = seated(askers, command, world.stateOf(caseId)).find((asker) => {
      const { events, refusal } = world.ask(asker, caseId, command);
      return succeeding ? events.length > 0 : refusal?.code !== 'not-permitted';
    });
    if (who) return [who, command];
  }
  return undefined;
}

/** Those who sit where the power for it is, or above. */
function seated(askers: readonly Who[], command: CaseCommand, state: Case): readonly Who[] {
  if (state === 'none' || command.type === 'ReportCase' || command.type === 'SettleOnSpot') return askers;
  const seats = whoMayGive(command, state, units);
  const positionsOf = (who: Who): readonly Position[] => (isPerson(who) ? people[who] : []);
  return askers.filter((who) =>
    seats.some(
      ({ role, unit = 'county' }) =>
        who === 'import' ||
        who === role ||
        positionsOf(who).some((held) => held.role === role && isWithin(units, unit, held.unit)),
    ),
  );
}

function isPerson(who: Who): who is PersonName {
  return Object.hasOwn(people, who);
}

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

const anything = Object.keys(commands) as CaseCommandType[];
const filing = types('ReportCase ReportCase ReportCase SettleOnSpot');
const inHand = types(
  `OfferCustody OfferCustody OfferCustody RequestReturn Escalate AnswerEscalation SendDown RecordFirstContact AddHelper
   CompleteHelp CompleteHelp CompleteHelp AddNote ReportHandled ReportHandled ReportHandled Merge Split RequestExtension
   RequestExtension RequestExtension Shelve AskResident CompleteStep RaiseSupervision CommentOnSupervision`,
);
const offered = types(
  'AcceptCustody AcceptCustody RequestReturn RequestReturn AnswerEscalation SendDown AddNote',
);
const returning = types('DecideReturn DecideReturn DecideReturn RequestReturn AcceptCustody AddNote');
const paused = types('Unshelve RecordResidentAnswer');
const supervised = types(
  'ReportRectification AppealSupervision AppealSupervision AppealSupervision ClearSupervision RaiseSupervision',
);
const engine = types('FlagSilence ApplyCalendar MigrateRules');
const ended = types('RequestReopen RequestReopen Reopen Reopen AddNote CloseCase');

/** What people wish for at each stage, the frequent more often. */
const sensible: Readonly<Record<Stage, readonly CaseCommandType[]>> = {
  reported: types('AcceptCase AcceptCase AcceptCase AcceptCase RejectCase AddNote Merge'),
  accepted: [...inHand, 'Withdraw'],
  handling: inHand,
  verifying: types('Verify Verify Verify Verify AddNote Merge'),
  'calling-back': types('CallBack CallBack CallBack CallBack CallBack CloseCase CloseCase CloseCase Merge'),
  closed: ended,
  rejected: ended,
  withdrawn: ended,
  merged: types('Unmerge Unmerge RequestReopen Withdraw AddNote'),
};

function fitting(state: ExistingCase): readonly CaseCommandType[] {
  const { lifecycle, custody, duplicates } = state;
  const isInHand = lifecycle.stage === 'accepted' || lifecycle.stage === 'handling';
  const open = isInHand && custody.offer ? offered : sensible[lifecycle.stage];
  const handed = isInHand && custody.pendingReturn ? returning : open;
  const usual = [...handed, ...watched(state)];
  // The end of a case that others were merged into is worth a visit.
  return duplicates.length > 0 ? [...usual, 'Withdraw', 'RejectCase'] : usual;
}

/** What its clock and its supervision ask for besides; what waits for a decision mostly gets it. */
function watched({ clock, supervision, lifecycle }: ExistingCase): readonly CaseCommandType[] {
  if (!Object.hasOwn(askedAt, lifecycle.stage)) return [];
  const { extension, shelving, pause } = clock;
  const { level, status } = supervision;
  return [
    ...(pause ? often(paused) : []),
    ...(extension ? often(['DecideExtension']) : []),
    ...(shelving ? often(['DecideShelving', 'DecideShelving', 'DecideShelving']) : []),
    ...(status === 'appealed' ? often(['DecideAppeal', 'DecideAppeal']) : level > 0 ? supervised : []),
    ...engine,
  ];
}

function often(wished: readonly CaseCommandType[]): readonly CaseCommandType[] {
  return Array.from({ length: 8 }, () => wished).flat();
}

const askedAt = { accepted: true, handling: true, verifying: true, 'calling-back': true };

function types(list: string): readonly CaseCommandType[] {
  return list.split(/\s+/) as CaseCommandType[];
}
