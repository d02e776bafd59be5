import type { Attempt, Delivery, DeliveryState, Lane, WaitingLetter } from './outbox.js';

export interface LaneRow {
  channel: string;
  recipient: string;
  urgent: number;
}

export interface LetterRow extends LaneRow {
  seq: number;
  event: string;
  body: string;
  put_at: number;
  held: number;
}

interface DeliveryRow extends LetterRow {
  state: DeliveryState;
  parcel: string | null;
  next_at: number | null;
  /** JSON of the attempts. */
  ledger: string;
}

export function laneOf({ channel, recipient, urgent }: LaneRow): Lane {
  return { channel, recipient, urgent: urgent === 1 };
}

export function waitingLetterOf(row: LetterRow): WaitingLetter {
  const { seq, event, body, put_at: putAt, held } = row;
  return { ...laneOf(row), seq, event, body: JSON.parse(body) as unknown, putAt, held: held === 1 };
}

export function deliveryOf(row: DeliveryRow): Delivery {
  const { state, parcel, next_at: nextAt, ledger } = row;
  return {
    ...waitingLetterOf(row),
    state,
    ledger: JSON.parse(ledger) as Attempt[],
    ...(parcel !== null && { parcel }),
    ...(state === 'going-out' && nextAt !== null && { nextAt }),
  };
}
