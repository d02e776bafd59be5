import { Injectable } from '@nestjs/common';
import type { Folded } from '#event-store';
import { Directory } from '#identity';
import { Clock, type Position } from '#kernel';
import { personStream, PersonStreams, UNIT_TREE, UnitStreams } from '../streams.js';
import type { Person } from '../domain/person.state.js';
import type { Units } from '../domain/unit.state.js';
import { UnitTreeAt } from '../domain/unit-tree.js';
import { nextChangeOf, positionsIn, type PeopleConcerned } from '../domain/positions.js';

interface KnownTree {
  readonly of: Folded<Units>;
  readonly tree: UnitTreeAt;
  readonly until: number;
}

interface KnownPositions {
  readonly tree: UnitTreeAt;
  readonly givers: ReadonlyMap<string, Folded<Person>>;
  readonly from: number;
  readonly until: number;
  readonly positions: readonly Position[];
}

/**
 * The directory out of the write side's own memory: as fresh as what this process has decided or read. Every command of
 * every feature asks it, so an answer is kept until its streams move on or the next date of a position or a unit comes.
 */
@Injectable()
export class EventSourcedDirectory extends Directory {
  private known?: KnownTree;
  private readonly positions = new WeakMap<Folded<Person>, KnownPositions>();

  constructor(
    private readonly unitStreams: UnitStreams,
    private readonly people: PersonStreams,
    private readonly clock: Clock,
  ) {
    super();
  }

  async units(): Promise<UnitTreeAt> {
    const folded = await this.unitStreams.recall(UNIT_TREE);
    const now = this.clock.now();
    const { known } = this;
    if (known?.of === folded && known.tree.time <= now && now < known.until) return known.tree;
    const tree = new UnitTreeAt(folded.state, now);
    this.known = { of: folded, tree, until: tree.nextChange() };
    return tree;
  }

  async positionsOf(personId: string): Promise<readonly Position[]> {
    const [tree, folded] = [await this.units(), await this.people.recall(personStream(personId))];
    const known = this.positions.get(folded);
    if (known && (await this.stillHolds(known, tree))) return known.positions;
    return this.workOut(folded, tree);
  }

  private async stillHolds({ tree, givers, from, until }: KnownPositions, now: UnitTreeAt): Promise<boolean> {
    const time = this.clock.now();
    if (tree !== now || time < from || time >= until) return false;
    for (const [giver, folded] of givers) {
      if ((await this.people.recall(personStream(giver))) !== folded) return false;
    }
    return true;
  }

  private async workOut(folded: Folded<Person>, tree: UnitTreeAt): Promise<readonly Position[]> {
    const { state } = folded;
    if (state.status === 'none') return [];
    const givers = new Map<string, Folded<Person>>();
    for (const { onBehalfOf } of state.mandates) {
      givers.set(onBehalfOf, await this.people.recall(personStream(onBehalfOf)));
    }
    const concerned: PeopleConcerned = { person: state, giver: (id) => givers.get(id)?.state };
    const from = this.clock.now();
    const positions = positionsIn(concerned, tree, from);
    this.positions.set(folded, { tree, givers, from, until: nextChangeOf(concerned, from), positions });
    return positions;
  }
}
