import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { CaseCommand } from '../domain/case.commands.js';
import type { Contact, Narrative } from '../domain/case.events.js';
import type { RevealPurpose } from '../domain/identity.events.js';
import type { ClearCaseCommand } from './clear-case.commands.js';

/** One command to one case, with its texts in clear; what comes of it is sealed before it enters an event. */
export class DecideCase extends Command<CommandAnswer> {
  constructor(
    readonly caseId: string,
    readonly command: ClearCaseCommand,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** A command that an event has caused: its texts, if any, are sealed already. */
export class RelayToCase extends Command<CommandAnswer> {
  constructor(
    readonly caseId: string,
    readonly command: CaseCommand,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** The reporter as he gave himself; a part is absent when it was never given or has been erased. */
export interface RevealedIdentity extends CommandAnswer {
  readonly contact?: Contact;
  readonly narrative?: Narrative;
}

/** Opens the reporter's contact for a purpose; the look itself is recorded, and the reporter can see it. */
export class RevealIdentity extends Command<RevealedIdentity> {
  constructor(
    readonly caseId: string,
    readonly purpose: RevealPurpose,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** Destroys the key of a subject, `case:<id>` or `reporter:<id>`: its texts are gone everywhere, for good. */
export class EraseSubject extends Command<CommandAnswer> {
  constructor(
    readonly subject: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
