import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta, Decision } from '#event-store';
import { Directory } from '#identity';
import { Clock } from '#kernel';
import { Vault } from '#privacy';
import { Askers } from '../directory/askers.js';
import type { PersonCommand } from '../domain/person.commands.js';
import { personDecider } from '../domain/person.decider.js';
import type { Identity, PersonEvent, PersonName } from '../domain/person.events.js';
import { authorisePersonCommand } from '../domain/person.powers.js';
import { nobody, type Person } from '../domain/person.state.js';
import { refuse } from '../domain/rejections.js';
import { personIdOf, plainSignInOf } from '../person-id.js';
import { personStream, PersonStreams } from '../streams.js';
import {
  EndMandate,
  EndPosition,
  GiveMandate,
  GivePosition,
  RegisterPerson,
  ReplacePassword,
} from './person.commands.js';

type AnyPersonCommand = PersonCommand & { readonly meta: CommandMeta };

/** Load → authorise → decide → append, for the stream of one person. */
@Injectable()
export class PersonCommands {
  constructor(
    private readonly streams: PersonStreams,
    private readonly directory: Directory,
    private readonly askers: Askers,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection */
  handle(command: AnyPersonCommand): Promise<CommandAnswer> {
    return this.streams.handle(personStream(command.data.personId), command.meta, ({ state }) =>
      this.decide(command, state),
    );
  }

  /** Decided over an envelope still empty: a refused registration makes no key. @throws Rejection */
  register(personId: string, unit: string, identity: Identity, meta: CommandMeta): Promise<CommandAnswer> {
    const subject = `person:${personId}`;
    const data = { personId, unit, identity: { subject, box: '' } };
    return this.streams.handle(personStream(personId), meta, async ({ state }) => {
      const { actor, events } = await this.decide({ type: 'RegisterPerson', data, meta }, state);
      const sealed = await this.vault.seal(subject, identity);
      const registered = { type: 'PersonRegistered', data: { unit, identity: sealed } } as const;
      return { actor, events: events.length === 0 ? [] : [registered] };
    });
  }

  private async decide(command: AnyPersonCommand, state: Person): Promise<Decision<PersonEvent>> {
    const asker = await this.askers.of(command.meta.by);
    const [units, giver] = [await this.directory.units(), await this.giverOf(command)];
    const context = { now: this.clock.now(), asker, units, giver };
    const actor = authorisePersonCommand(command, state, context);
    return { actor, events: personDecider.decide(command, state, context) };
  }

  private async giverOf(command: AnyPersonCommand): Promise<Person> {
    if (command.type !== 'GiveMandate') return nobody;
    return (await this.streams.load(personStream(command.data.onBehalfOf))).state;
  }
}

@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(private readonly people: PersonCommands) {}

  execute({ data, meta }: RegisterPerson): Promise<CommandAnswer> {
    const identity = { signIn: plainSignInOf(data.signIn), name: namedAtLeastOnce(data.name) };
    return this.people.register(personIdOf(data.signIn), data.unit, identity, meta);
  }
}

function namedAtLeastOnce(name: PersonName): PersonName {
  const given = Object.entries(name).filter(
    ([, text]: [string, unknown]) => typeof text === 'string' && text.trim(),
  );
  if (given.length === 0) throw refuse('name-missing');
  return Object.fromEntries(given) as PersonName;
}

/** Nest wants one handler class per command; all of these do the same. */
@Injectable()
abstract class PersonCommandHandler<Wish extends AnyPersonCommand> {
  constructor(private readonly people: PersonCommands) {}

  execute(command: Wish): Promise<CommandAnswer> {
    return this.people.handle(command);
  }
}

@CommandHandler(GivePosition)
export class GivePositionHandler extends PersonCommandHandler<GivePosition> {}

@CommandHandler(EndPosition)
export class EndPositionHandler extends PersonCommandHandler<EndPosition> {}

@CommandHandler(GiveMandate)
export class GiveMandateHandler extends PersonCommandHandler<GiveMandate> {}

@CommandHandler(EndMandate)
export class EndMandateHandler extends PersonCommandHandler<EndMandate> {}

@CommandHandler(ReplacePassword)
export class ReplacePasswordHandler extends PersonCommandHandler<ReplacePassword> {}
