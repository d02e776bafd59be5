import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type {
  EndMandateData,
  EndPositionData,
  GiveMandateData,
  GivePositionData,
} from '../domain/person.commands.js';
import type { Identity } from '../domain/person.events.js';

/** The identity in clear; it is sealed before it enters an event. */
export interface RegisterPersonData extends Identity {
  /** The unit whose administrators look after the person. */
  readonly unit: string;
  /** Makes an account to sign in by; goes to the accounts and nowhere else. */
  readonly password?: string;
}

export interface ReplacePasswordData {
  readonly personId: string;
  /** Goes to the accounts and nowhere else. */
  readonly password: string;
}

/** The person's id follows from the sign-in: see `personIdOf`. */
export class RegisterPerson extends Command<CommandAnswer> {
  constructor(
    readonly data: RegisterPersonData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class GivePosition extends Command<CommandAnswer> {
  readonly type = 'GivePosition';

  constructor(
    readonly data: GivePositionData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class EndPosition extends Command<CommandAnswer> {
  readonly type = 'EndPosition';

  constructor(
    readonly data: EndPositionData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class GiveMandate extends Command<CommandAnswer> {
  readonly type = 'GiveMandate';

  constructor(
    readonly data: GiveMandateData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class EndMandate extends Command<CommandAnswer> {
  readonly type = 'EndMandate';

  constructor(
    readonly data: EndMandateData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** Sets another password for somebody else, or his first one; his sessions end. That it was done is recorded. */
export class ReplacePassword extends Command<CommandAnswer> {
  constructor(
    readonly data: ReplacePasswordData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
