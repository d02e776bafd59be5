import fc from 'fast-check';
import type { CaseEvent } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import type { Actor } from '#kernel';
import { unitIds, type UnitId } from './small-grid.js';
import { storedAs } from './stored.js';
import { july, said } from './story.js';

/** An event, and who answered for its case right before and after it; nobody for a case that has ended. */
export interface Witnessed {
  readonly stored: StoredEvent;
  readonly before: UnitId | undefined;
  readonly after: UnitId | undefined;
}

/** A case as simply as it can be told; what may come next hangs on it. */
interface Life {
  readonly end?: 'closed' | 'rejected' | 'withdrawn' | 'merged';
  readonly holder: UnitId;
  readonly isAccepted?: boolean;
  readonly isHandled?: boolean;
  readonly isPaused?: boolean;
  readonly offeredTo?: UnitId;
}

type Next = readonly [said: readonly CaseEvent[], life: Life];

/** All that may come next in a life, each with the events that tell of it. */
function futuresOf(life: Life, unit: UnitId, now: number): readonly Next[] {
  const { end, holder, isAccepted, isHandled, isPaused, offeredTo } = life;
  const gone = (how: NonNullable<Life['end']>): Life => ({ ...life, end: how, isPaused: false });
  if (end === 'merged') return [[[said.unmerged()], withoutEnd(life)]];
  if (end !== undefined) {
    const again: Life = { holder: unit, isAccepted: isAccepted === true };
    return [[[said.reopened(unit), said.due(unit, now + 50 * HOUR)], again]];
  }
  const common: Next[] = [
    [[said.withdrawn()], gone('withdrawn')],
    [[said.merged()], gone('merged')],
    [[said.silent(holder)], life],
    [[said.noted()], life],
  ];
  if (!isAccepted) {
    const accepted: Life = { holder: unit, isAccepted: true };
    const due = said.due(unit, now + 60 * HOUR);
    return [...common, [[said.rejected()], gone('rejected')], [[said.accepted(unit), due], accepted]];
  }
  if (isHandled)
    return [
      ...common,
      [[said.verified(), said.closed()], gone('closed')],
      [[said.verified(false), said.sentBack()], { ...life, isHandled: false }],
    ];
  const clock: Next = isPaused
    ? [[said.resumed(), said.due(holder, now + 30 * HOUR)], { ...life, isPaused: false }]
    : [[said.paused()], { ...life, isPaused: true }];
  return [
    ...common,
    clock,
    [[said.offered(holder, unit, now % 2 === 0 ? 'dispatch' : 'escalation')], { ...life, offeredTo: unit }],
    [[said.contacted()], life],
    [said.extended(holder, now + 70 * HOUR), life],
    [[said.handled()], { ...life, isHandled: true }],
    ...(offeredTo === undefined ? [] : handOvers(life, offeredTo)),
  ];
}

function handOvers(life: Life, offeredTo: UnitId): readonly Next[] {
  const { offeredTo: _, ...rest } = life;
  return [
    [[said.signed(offeredTo)], { ...rest, holder: offeredTo }],
    [[said.returned(offeredTo, life.holder)], rest],
  ];
}

function withoutEnd({ end: _, ...life }: Life): Life {
  return life;
}

const HOUR = 3_600_000;
const CASES = 4;
const ROLES: readonly Actor['role'][] = ['committee-officer', 'import', 'process'];

const steps = fc.array(
  fc.record({
    which: fc.nat(CASES - 1),
    future: fc.nat(1_000),
    unit: fc.constantFrom(...unitIds),
    role: fc.constantFrom(...ROLES),
    /** Hours since the step before, and how much later than it happened an import tells of it. */
    hours: fc.integer({ min: 0, max: 40 }),
    late: fc.integer({ min: 0, max: 300 }),
  }),
  { maxLength: 60 },
);

/** Some cases over some weeks, whose events come in one log; now and then an import tells of what was long before. */
export const lives: fc.Arbitrary<readonly Witnessed[]> = steps.map((all) => {
  const known = new Map<number, Life>();
  const log: Witnessed[] = [];
  let now = july(0);
  for (const { which, future, unit, role, hours, late } of all) {
    now += hours * HOUR;
    const life = known.get(which);
    const choices = life ? futuresOf(life, unit, now) : [[[said.reported(unit)], { holder: unit }] as Next];
    const [events, next] = choices[future % choices.length] ?? [[], { holder: unit }];
    known.set(which, next);
    const happened = now - late * HOUR;
    for (const event of events) {
      const how = { caseId: `case-${which}`, place: log.length + 1, recorded: now, happened };
      // A note of the engine's own counts for nothing, whatever it comes after.
      const stored = storedAs(event, { ...how, role: event.type === 'NoteAdded' ? 'process' : role });
      log.push({ stored, before: answering(life), after: answering(next) });
    }
  }
  return log;
});

function answering(life: Life | undefined): UnitId | undefined {
  return life && life.end === undefined ? life.holder : undefined;
}

export const questions = fc
  .record({
    unit: fc.constantFrom(...unitIds),
    from: fc.integer({ min: -300, max: 1_500 }),
    length: fc.integer({ min: 1, max: 700 }),
    asOf: fc.integer({ min: 0, max: 2_500 }),
  })
  .map(({ unit, from, length, asOf }) => ({
    unit,
    from: july(from),
    to: july(from + length),
    asOf: july(from + asOf),
    minimum: 1,
  }));
