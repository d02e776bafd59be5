import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Courier, Outbox, type CourierOptions } from '#outbox';
import { NoticeCarrier } from './notice-carrier.js';

const A_DAY = 86_400_000;
/** How long the ledger shows what has ended. */
const KEPT = 30 * A_DAY;

/** Sends notices out, once it is started: the part of the worker. */
@Injectable()
export class NoticeCourier extends Courier {
  private purging: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: Outbox,
    carrier: NoticeCarrier,
    private readonly time: Clock,
  ) {
    super(ledger, carrier, time, {} satisfies Partial<CourierOptions>);
  }

  override start(): void {
    super.start();
    this.purging = setInterval(() => this.ledger.purge(this.time.now() - KEPT), A_DAY).unref();
  }

  override async stop(): Promise<void> {
    clearInterval(this.purging);
    await super.stop();
  }
}
