import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta, Decision } from '#event-store';
import { Directory } from '#identity';
import { Clock } from '#kernel';
import { Askers } from '../directory/askers.js';
import type { PersonCommand } from '../domain/person.commands.js';
import { personDecider } from '../domain/person.decider.js';
import type { PersonEvent } from '../domain/person.events.js';
import { authorisePersonCommand } from '../domain/person-powers.js';
import { nobody, type Person } from '../domain/person.state.js';
import { personStream, PersonStreams } from '../streams.js';
import { EndMandate, EndPosition, GiveMandate, GivePosition } from './person.commands.js';

type AnyPersonCommand = PersonCommand & { readonly meta: CommandMeta };

/** Load → authorise → decide → append, for the stream of one person. */
@Injectable()
export class PersonCommands {
  constructor(
    private readonly streams: PersonStreams,
    private readonly directory: Directory,
    private readonly askers: Askers,
    private readonly clock: Clock,
  ) {}

  /**
   * @param sealed what is done to the events before they are stored; a refused command makes no key
   * @throws Rejection
   */
  handle(
    command: AnyPersonCommand,
    sealed: (events: readonly PersonEvent[]) => Promise<readonly PersonEvent[]> = (events) =>
      Promise.resolve(events),
  ): Promise<CommandAnswer> {
    return this.streams.handle(personStream(command.data.personId), command.meta, async ({ state }) => {
      const { actor, events } = await this.decide(command, state);
      return { actor, events: await sealed(events) };
    });
  }

  /** Whether the asker may give the command as things are now, whatever it was answered before. @throws Rejection */
  async authorise(command: AnyPersonCommand): Promise<void> {
    const { state } = await this.streams.load(personStream(command.data.personId));
    const asker = await this.askers.of(command.meta.by);
    authorisePersonCommand(command, state, {
      now: this.clock.now(),
      asker,
      units: await this.directory.units(),
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
