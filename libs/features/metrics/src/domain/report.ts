import { episodesOf } from './episode-fold.js';
import type { Episode } from './episode.js';
import { figureOf, medianFigureOf, type Figure } from './figure.js';
import { DEFERRED, DUE, FLOWS } from './flows.js';
import type { Formula, Part, Tally } from './formula.js';
import type { Frame } from './frame.js';
import type { Account, Cut } from './milestone.js';
import { ON_SPOT, RATES } from './rates.js';
import { lengthOf, MEDIANS, medianOf, worksIn, type WorkingTime } from './working-times.js';

/** What somebody wants to know. */
export interface Question extends Frame {
  /** What the log knew at this moment, milliseconds since 1970; a report asked for later says the same. */
  readonly asOf: number;
  /** Fewer cases than this give no rate. */
  readonly minimum: number;
}

export const DEFAULT_MINIMUM = 10;

export interface Report {
  readonly question: Question;
  /** `opening + arrivals = departures + open`. */
  readonly flows: readonly Figure[];
  readonly figures: readonly Figure[];
}

/** A figure that is counted, episode by episode. */
const COUNTED: readonly Formula[] = [...FLOWS, DUE, DEFERRED, ...RATES, ON_SPOT];

export const METRIC_IDS: readonly string[] = [...COUNTED, ...MEDIANS].map(({ id }) => id);

/** Adds up the figures of a question, account by account. */
export class Reckoning {
  private readonly frame: Frame;
  private readonly cut: Cut;
  private readonly tallies = COUNTED.map(() => ({ numerator: 0, denominator: 0 }));
  private readonly lengths: number[][] = MEDIANS.map(() => []);

  constructor(
    private readonly question: Question,
    private readonly workingTime: WorkingTime,
  ) {
    this.frame = frameOf(question);
    this.cut = cutOf(question);
  }

  add(account: Account): void {
    for (const episode of episodesOf(account, this.cut)) this.addEpisode(episode);
  }

  report(): Report {
    const { minimum } = this.question;
    const counted = COUNTED.map((formula, index) =>
      figureOf(formula, this.tallies[index] ?? NOTHING, minimum),
    );
    const medians = MEDIANS.map((formula, index) => {
      const lengths = this.lengths[index] ?? [];
      return medianFigureOf(formula, lengths.length, medianOf(lengths), minimum);
    });
    return {
      question: this.question,
      flows: counted.slice(0, FLOWS.length),
      figures: [...counted.slice(FLOWS.length), ...medians],
    };
  }

  private addEpisode(episode: Episode): void {
    for (const [index, { tally }] of COUNTED.entries()) {
      const { numerator, denominator } = tally(episode, this.frame);
      const sum = this.tallies[index];
      if (!sum) continue;
      sum.numerator += numerator;
      sum.denominator += denominator;
    }
    for (const [index, { stage }] of MEDIANS.entries())
      for (const work of worksIn(episode, this.frame, stage))
        this.lengths[index]?.push(lengthOf(work, this.workingTime));
  }
}

const NOTHING: Tally = { numerator: 0, denominator: 0 };

/** How often each episode of a case counts in one side of a figure; those that do not are left out. */
export function sharesIn(
  account: Account,
  question: Question,
  metric: string,
  part: Part,
): readonly { readonly episode: number; readonly times: number }[] {
  const count = counterOf(metric, part);
  const frame = frameOf(question);
  return episodesOf(account, cutOf(question))
    .map((episode) => ({ episode: episode.number, times: count(episode, frame) }))
    .filter(({ times }) => times > 0);
}

function counterOf(metric: string, part: Part): (episode: Episode, frame: Frame) => number {
  const formula = COUNTED.find(({ id }) => id === metric);
  if (formula) return (episode, frame) => formula.tally(episode, frame)[part];
  const median = MEDIANS.find(({ id }) => id === metric);
  if (median) return (episode, frame) => worksIn(episode, frame, median.stage).length;
  throw new Error(`there is no metric ${metric}`);
}

/** A period that is not over ends, for its report, with what was known last. */
function cutOf({ to, asOf }: Question): Cut {
  return { to: Math.min(to, asOf + 1), asOf };
}

function frameOf({ unit, from, to, asOf }: Question): Frame {
  return { unit, from, to: Math.min(to, asOf + 1) };
}
