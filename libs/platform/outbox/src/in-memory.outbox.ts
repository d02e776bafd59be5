import {
  Outbox,
  type Attempt,
  type Delivery,
  type DeliveryFilter,
  type Lane,
  type Letter,
  type Parcel,
  type Verdict,
  type WaitingLetter,
} from './outbox.js';

interface Kept {
  readonly letter: WaitingLetter;
  readonly notBefore: number;
  readonly parcel?: string;
}

interface KeptParcel extends Omit<Parcel, 'letters' | 'attempts'> {
  readonly state: 'going-out' | 'delivered' | 'failed';
  readonly ledger: readonly Attempt[];
}

/** The outbox of specs and of a service that leaves nothing behind. */
export class InMemoryOutbox extends Outbox {
  private readonly letters = new Map<string, Kept>();
  private readonly parcels = new Map<string, KeptParcel>();
  private lastSeq = 0;

  put(letters: readonly Letter[], now: number): number {
    const fresh = letters.filter((letter) => !this.letters.has(keyOf(letter)));
    for (const letter of fresh) {
      this.lastSeq += 1;
      const waiting = { ...letter, seq: this.lastSeq, putAt: now, held: false };
      this.letters.set(keyOf(letter), { letter: waiting, notBefore: now });
    }
    return fresh.length;
  }

  due(now: number): readonly Lane[] {
    const open = [...this.parcels.values()].filter(({ state }) => state === 'going-out');
    const busy = new Set(open.map(laneKey));
    const waiting = [...this.letters.values()].filter(
      ({ letter, notBefore, parcel }) =>
        parcel === undefined && notBefore <= now && !busy.has(laneKey(letter)),
    );
    const lanes = [...open.filter(({ nextAt }) => nextAt <= now), ...waiting.map(({ letter }) => letter)].map(
      ({ channel, recipient, urgent }) => ({ channel, recipient, urgent }),
    );
    return [...new Map(lanes.map((lane) => [laneKey(lane), lane])).values()];
  }

  parcelIn(lane: Lane): Parcel | undefined {
    const found = [...this.parcels.values()].find(
      (each) => each.state === 'going-out' && laneKey(each) === laneKey(lane),
    );
    if (!found) return undefined;
    const { ledger, state: _, ...parcel } = found;
    const letters = this.inOrder().flatMap(({ letter, parcel: id }) => (id === found.id ? [letter] : []));
    return { ...parcel, letters, attempts: ledger.length };
  }

  waitingIn(lane: Lane, now: number, limit: number): readonly WaitingLetter[] {
    return this.loose(lane)
      .filter(({ notBefore }) => notBefore <= now)
      .map(({ letter }) => letter)
      .slice(0, limit);
  }

  pack(
    id: string,
    { channel, recipient, urgent }: Lane,
    letters: readonly WaitingLetter[],
    now: number,
  ): void {
    this.parcels.set(id, { id, channel, recipient, urgent, nextAt: now, state: 'going-out', ledger: [] });
    for (const letter of letters) this.change(letter, { parcel: id });
  }

  hold(lane: Lane, until: number, now: number): void {
    for (const { letter, notBefore } of this.loose(lane)) {
      if (notBefore > now) continue;
      this.change(letter, { notBefore: until, letter: { ...letter, held: true } });
    }
    const parcel = this.parcelIn(lane);
    const kept = parcel && this.parcels.get(parcel.id);
    if (kept && kept.nextAt <= now) this.parcels.set(kept.id, { ...kept, nextAt: until });
  }

  attempted(id: string, attempt: Attempt, verdict: Verdict): void {
    const parcel = this.parcels.get(id);
    if (parcel?.state !== 'going-out') return;
    const after = verdict.state === 'again' ? { nextAt: verdict.at } : { state: verdict.state };
    this.parcels.set(id, { ...parcel, ledger: [...parcel.ledger, attempt], ...after });
  }

  attemptsSince(recipient: string, since: number): readonly number[] {
    return [...this.parcels.values()]
      .filter((parcel) => parcel.recipient === recipient)
      .flatMap(({ ledger }) => ledger.map(({ at }) => at))
      .filter((at) => at >= since)
      .sort((one, other) => one - other);
  }

  deliveries({ recipients, state, before = Infinity, limit }: DeliveryFilter): readonly Delivery[] {
    return this.inOrder()
      .reverse()
      .filter(({ letter }) => recipients.includes(letter.recipient) && letter.seq < before)
      .map((kept) => this.deliveryOf(kept))
      .filter((delivery) => state === undefined || delivery.state === state)
      .slice(0, limit);
  }

  purge(endedBefore: number): number {
    let gone = 0;
    for (const [id, { state, ledger }] of this.parcels) {
      if (state === 'going-out' || (ledger.at(-1)?.at ?? 0) >= endedBefore) continue;
      this.parcels.delete(id);
      for (const [key, { parcel }] of this.letters) if (parcel === id && this.letters.delete(key)) gone += 1;
    }
    return gone;
  }

  close(): void {}

  private deliveryOf({ letter, parcel: id }: Kept): Delivery {
    const parcel = id === undefined ? undefined : this.parcels.get(id);
    if (!parcel) return { ...letter, state: 'waiting', ledger: [] };
    const { state, ledger, nextAt } = parcel;
    return { ...letter, state, parcel: parcel.id, ledger, ...(state === 'going-out' && { nextAt }) };
  }

  private loose(lane: Lane): Kept[] {
    return this.inOrder().filter(
      ({ letter, parcel }) => parcel === undefined && laneKey(letter) === laneKey(lane),
    );
  }

  private inOrder(): Kept[] {
    return [...this.letters.values()].sort((one, other) => one.letter.seq - other.letter.seq);
  }

  private change(letter: Letter, change: Partial<Kept>): void {
    const kept = this.letters.get(keyOf(letter));
    if (kept) this.letters.set(keyOf(letter), { ...kept, ...change });
  }
}

function keyOf({ event, channel, recipient }: Letter): string {
  return JSON.stringify([event, channel, recipient]);
}

function laneKey({ channel, recipient, urgent }: Lane): string {
  return JSON.stringify([channel, recipient, urgent]);
}
