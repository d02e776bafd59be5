import { unreachable, type Level } from '#kernel';
import { runningSpans, type Pause } from './pauses.js';
import type { Deed, DeedName, Entry, Episode, Exit, Offer, Path, Stage, Stay, Work } from './episode.js';
import { cutOff, type Account, type Cut, type Milestone } from './milestone.js';

/** The lives of a case as they stood at the cut, in order; none when it had not begun. */
export function episodesOf(account: Account, cut: Cut): readonly Episode[] {
  const fold = new EpisodeFold(account.paths);
  for (const milestone of cutOff(account, cut)) fold.add(milestone);
  return fold.episodes;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

interface Draft extends Writable<Episode> {
  stays: Writable<Stay>[];
  offers: Writable<Offer>[];
  deeds: Deed[];
  works: Work[];
}

class EpisodeFold {
  readonly episodes: Draft[] = [];
  private episode: Draft = draftOf(0);
  private holder: Path = [];
  private wasAccepted = false;
  /** When the stages that run now have begun. */
  private readonly begun = new Map<Stage, number>();
  /** Times during which the clock stood; the last one may go on. */
  private readonly pauses: Writable<Pause>[] = [];

  constructor(private readonly paths: readonly Path[]) {}

  add(milestone: Milestone): void {
    const at = milestone[1];
    switch (milestone[0]) {
      case 'reported':
        this.begin('reported', at, this.path(milestone[3]));
        this.episode.urgent = milestone[4] === 1;
        return;
      case 'accepted':
        this.deed('accepted', at);
        this.finish('accept', at);
        this.episode.urgent = milestone[4] === 1;
        this.wasAccepted = true;
        this.move(at, this.path(milestone[3]));
        return this.start(at, 'handle', 'first-contact');
      case 'rejected':
        this.deed('rejected', at);
        this.finish('accept', at);
        return this.leave('rejected', at);
      case 'offered':
        return this.offered(at, this.path(milestone[3]), this.path(milestone[4]), milestone[5]);
      case 'signed':
        return this.signed(at, this.path(milestone[3]));
      case 'returned':
        this.deed('returned', at, this.path(milestone[3]));
        this.endOffer(at);
        return this.move(at, this.path(milestone[4]));
      case 'answered':
        return this.endOffer(at);
      case 'contacted':
        return this.finish('first-contact', at);
      case 'handled':
        return this.handled(at);
      case 'verified':
        this.finish('verify', at);
        return milestone[3] === 1 ? this.start(at, 'call-back') : undefined;
      case 'sent-back':
        this.deed('sent-back', at);
        this.begun.delete('call-back');
        return this.start(at, 'rework');
      case 'closed':
        return this.closed(at, milestone[3] === 1);
      case 'withdrawn':
        this.deed('withdrawn', at);
        return this.leave('withdrawn', at);
      case 'reopened':
        return this.begin('reopened', at, this.path(milestone[3]));
      case 'merged':
        this.leave('merged', at);
        return void this.pauses.push({ from: at });
      case 'unmerged':
        this.endPause(at);
        return void this.episode.stays.push({ path: this.holder, from: at, entry: 'unmerged' });
      case 'due':
        this.episode.due = milestone[3];
        return;
      case 'paused':
        if (milestone[3] === 1) this.episode.standsSince = at;
        return void this.pauses.push({ from: at });
      case 'resumed':
        delete this.episode.standsSince;
        return this.endPause(at);
      case 'extended':
        return this.deed('extended', at);
      case 'fell-silent':
      case 'stirred':
        this.episode.silent = milestone[0] === 'fell-silent';
        return;
      default:
        return unreachable(milestone);
    }
  }

  private begin(entry: Entry, at: number, path: Path): void {
    const before = this.episode;
    this.episode = draftOf(before.number + 1);
    this.episode.urgent = before.urgent;
    this.episode.stays.push({ path, from: at, entry });
    this.episodes.push(this.episode);
    this.holder = path;
    this.begun.clear();
    this.endPause(at);
    this.start(at, 'whole', this.wasAccepted ? 'handle' : 'accept');
  }

  private offered(at: number, from: Path, to: Path, escalatedTo: Level | 0): void {
    this.endOffer(at);
    this.episode.offers.push({ path: to, from: at });
    this.start(at, 'sign');
    if (escalatedTo !== 0) this.episode.deeds.push({ name: 'escalated', at, path: from, level: escalatedTo });
  }

  private signed(at: number, path: Path): void {
    this.finish('sign', at, path);
    this.endOffer(at);
    this.episode.hops += 1;
    this.move(at, path);
    this.start(at, 'first-contact');
  }

  private handled(at: number): void {
    this.finish('handle', at);
    this.finish('rework', at);
    this.judge(at);
    this.start(at, 'verify');
  }

  private closed(at: number, onSpot: boolean): void {
    if (onSpot) this.judge(at);
    else for (const stage of ['call-back', 'whole'] as const) this.finish(stage, at);
    this.deed(onSpot ? 'settled-on-spot' : 'closed', at);
    this.leave('closed', at);
  }

  /** In time when it came no later than the date, as that stood then; a clock stopped before its date runs out of none. */
  private judge(at: number): void {
    const { due, standsSince } = this.episode;
    if (due !== undefined) this.episode.inTime = Math.min(at, standsSince ?? at) <= due;
  }

  private leave(exit: Exit, at: number): void {
    this.endOffer(at);
    this.endPause(at);
    this.endStay(exit, at);
    this.episode.silent = false;
    delete this.episode.standsSince;
  }

  private move(at: number, path: Path): void {
    if (path.join('/') === this.holder.join('/')) return;
    this.endStay('handed', at);
    this.episode.stays.push({ path, from: at, entry: 'handed' });
    this.holder = path;
  }

  private endStay(exit: Exit, at: number): void {
    Object.assign(this.episode.stays.at(-1) ?? {}, { until: at, exit });
  }

  private endOffer(at: number): void {
    const last = this.episode.offers.at(-1);
    if (last && last.until === undefined) last.until = at;
  }

  private endPause(at: number): void {
    const last = this.pauses.at(-1);
    if (last && last.until === undefined) last.until = at;
  }

  private deed(name: DeedName, at: number, path: Path = this.holder): void {
    this.episode.deeds.push({ name, at, path });
  }

  private start(at: number, ...stages: readonly Stage[]): void {
    for (const stage of stages) this.begun.set(stage, at);
  }

  /** A stage that never began has nothing to finish. */
  private finish(stage: Stage, at: number, path: Path = this.holder): void {
    const from = this.begun.get(stage);
    if (from === undefined || !this.begun.delete(stage)) return;
    this.episode.works.push({ stage, at, path, spans: runningSpans([from, at], this.pauses) });
  }

  private path(unit: number): Path {
    return this.paths[unit] ?? [];
  }
}

function draftOf(number: number): Draft {
  return { number, urgent: false, stays: [], offers: [], deeds: [], works: [], hops: 0, silent: false };
}
