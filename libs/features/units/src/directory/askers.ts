import { Injectable } from '@nestjs/common';
import type { Principal } from '#event-store';
import { Directory } from '#identity';
import type { Asker } from '../domain/powers.js';

/** Adds to a principal the positions he holds at this moment, by our own records. */
@Injectable()
export class Askers {
  constructor(private readonly directory: Directory) {}

  async of(by: Principal): Promise<Asker> {
    if (by.kind === 'system') return by;
    return { kind: 'person', id: by.id, positions: await this.directory.positionsOf(by.id) };
  }
}
