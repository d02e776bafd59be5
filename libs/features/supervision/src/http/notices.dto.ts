import { Matches } from 'class-validator';

export class ReadUpToRequest {
  /** `position` of the last notice that was read. */
  @Matches(/^[0-9A-Za-z:_-]{1,64}$/)
  position!: string;
}
