import { ApiProperty } from '@nestjs/swagger';
import { BilingualView } from '#http';
import {
  limitText,
  sentencesOf,
  type Bilingual,
  type Explanation,
  type Limit,
  type Remaining,
} from '#kernel';
import type { RunningDeadline } from '../domain/clock/clock.state.js';
import { PAUSE_WORDS } from '../projections/deadline-history/clock-words.js';
import type {
  CaseDeadlines,
  ExplainedDeadline,
} from '../projections/deadline-history/case-deadlines.queries.js';
import { DEADLINE_DEEDS, type DeadlineLine } from '../projections/deadline-history/deadline-lines.js';

import { LatenessView, latenessOf } from './due.view.js';
import { ActorView, actorView } from './history.view.js';

export class NextRungView {
  @ApiProperty()
  rung!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

/** A running limit, and why it ends when it does. */
export class CaseDeadlineView {
  @ApiProperty({ example: 'first-contact' })
  name!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ description: 'The unit that has to act.' })
  unit!: string;

  @ApiProperty({ description: 'One more each time it is armed again.' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: Object })
  limit!: Limit;

  @ApiProperty({ type: BilingualView })
  limitWords!: BilingualView;

  @ApiProperty({ format: 'date-time' })
  due!: string;

  @ApiProperty()
  provisional!: boolean;

  @ApiProperty({ type: LatenessView, nullable: true })
  late!: LatenessView | null;

  @ApiProperty({ type: NextRungView, nullable: true })
  next!: NextRungView | null;

  @ApiProperty({ type: [BilingualView], description: 'Why this date, sentence by sentence.' })
  why!: readonly BilingualView[];

  @ApiProperty({ type: Object, nullable: true, description: 'The same for programs.' })
  explanation!: Explanation | null;
}

export class StandingDeadlineView {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ type: Object, nullable: true, description: 'What is left of it.' })
  remaining!: Remaining | null;
}

export class PauseView {
  @ApiProperty()
  reason!: string;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;

  @ApiProperty({ format: 'date-time', description: 'It runs again then at the latest.' })
  until!: string;
}

export class DeadlineLineView {
  @ApiProperty()
  revision!: number;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;

  @ApiProperty({ type: ActorView })
  actor!: ActorView;

  @ApiProperty({ enum: DEADLINE_DEEDS })
  deed!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Due before it.' })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Due after it.' })
  to!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'How late a rung fired, milliseconds.' })
  lateMs!: number | null;

  @ApiProperty({ type: BilingualView })
  words!: BilingualView;
}

export class CaseDeadlinesView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ type: [CaseDeadlineView], description: 'Next due first.' })
  running!: readonly CaseDeadlineView[];

  @ApiProperty({ type: PauseView, nullable: true })
  pause!: PauseView | null;

  @ApiProperty({ type: [StandingDeadlineView], description: 'What stands while it is paused.' })
  standing!: readonly StandingDeadlineView[];

  @ApiProperty({ type: [DeadlineLineView] })
  history!: readonly DeadlineLineView[];
}

export function caseDeadlinesView(
  { caseId, number }: { readonly caseId: string; readonly number: string },
  found: CaseDeadlines,
  now: number,
): CaseDeadlinesView {
  const { words, state } = found;
  const { pause } = state.clock;
  return {
    caseId,
    number,
    running: found.running.map((explained) => caseDeadlineView(explained, found, now)),
    pause: pause ? { ...pause, words: PAUSE_WORDS[pause.reason] } : null,
    standing: found.standing.map(({ name, remaining }) => {
      return { name, words: words.limit(name), remaining: remaining ?? null };
    }),
    history: found.lines.map(lineView),
  };
}

function caseDeadlineView(
  { deadline, explanation }: ExplainedDeadline,
  { words, calendars }: CaseDeadlines,
  now: number,
): CaseDeadlineView {
  const { name, unit, version, startedAt, limit, due, provisional = false, alarm } = deadline;
  return {
    name,
    words: words.limit(name),
    unit,
    version,
    startedAt,
    limit,
    limitWords: limitText(limit),
    due,
    provisional,
    late: latenessOf(deadline, calendars, now),
    next: alarm ? { ...alarm, words: words.rung(name, alarm.rung) } : null,
    why: [...reasonsOf(deadline), ...(explanation ? sentencesOf(explanation) : [])],
    explanation: explanation ?? null,
  };
}

const REASONS: Readonly<Record<NonNullable<RunningDeadline['because']>, Bilingual>> = {
  extension: { en: 'It was extended.', zh: '已延期。' },
  pause: {
    en: 'It stood for a while: what was left is counted from when it ran again.',
    zh: '时限曾暂停：自恢复之时起计算剩余部分。',
  },
  merge: {
    en: 'It has the earlier date of a case that was merged into it.',
    zh: '并案后取其中较早的期限。',
  },
};

function reasonsOf({ because }: RunningDeadline): readonly Bilingual[] {
  return because ? [REASONS[because]] : [];
}

function lineView({ stored, deed, name, from, to, lateMs, words }: DeadlineLine): DeadlineLineView {
  return {
    revision: Number(stored.revision),
    recordedAt: stored.recordedAt,
    actor: actorView(stored),
    deed,
    name: name ?? null,
    from: from ?? null,
    to: to ?? null,
    lateMs: lateMs ?? null,
    words,
  };
}
