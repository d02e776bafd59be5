import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#event-store';
import { Accounts } from '#identity';
import { Vault } from '#privacy';
import type { Identity, PersonName } from '../domain/person.events.js';
import { refuse } from '../domain/rejections.js';
import { personIdOf, plainSignInOf } from '../person-id.js';
import { personStream, PersonStreams } from '../streams.js';
import { PersonCommands } from './person.command-handler.js';
import { RegisterPerson, ReplacePassword } from './person.commands.js';

// The log first, then the account: should the second fail, the same command again completes it. A command that was
// answered before is not decided again, so that its key alone would open accounts for ever: who asks is looked at anew.

@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(
    private readonly people: PersonCommands,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
  ) {}

  async execute({ data, meta }: RegisterPerson): Promise<CommandAnswer> {
    const { unit, password } = data;
    const personId = personIdOf(data.signIn);
    const content: Identity = { signIn: plainSignInOf(data.signIn), name: namedAtLeastOnce(data.name) };
    const envelope = { subject: `person:${personId}`, box: '' };
    const command = { type: 'RegisterPerson', data: { personId, unit, identity: envelope }, meta } as const;
    const answer = await this.people.handle(command, async (events) => {
      if (events.length === 0) return events;
      const identity = await this.vault.seal(envelope.subject, content);
      return [{ type: 'PersonRegistered', data: { unit, identity } }];
    });
    if (password === undefined) return answer;
    await this.people.authorise(command);
    await this.accounts.create({ personId, signIn: content.signIn, password });
    return answer;
  }
}

@CommandHandler(ReplacePassword)
export class ReplacePasswordHandler implements ICommandHandler<ReplacePassword> {
  constructor(
    private readonly people: PersonCommands,
    private readonly streams: PersonStreams,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
  ) {}

  async execute({ data, meta }: ReplacePassword): Promise<CommandAnswer> {
    const { personId, password } = data;
    const command = { type: 'ReplacePassword', data: { personId }, meta } as const;
    const answer = await this.people.handle(command);
    await this.people.authorise(command);
    if (this.accounts.find(personId)) await this.accounts.setPassword(personId, password);
    else await this.accounts.create({ personId, signIn: await this.signInOf(personId), password });
    return answer;
  }

  private async signInOf(personId: string): Promise<string> {
    const { state } = await this.streams.recall(personStream(personId));
    const identity = state.status === 'registered' ? await this.vault.open(state.identity) : undefined;
    if (!identity) throw refuse('person-not-found', { details: { person: personId } });
    return identity.signIn;
  }
}

function namedAtLeastOnce({ en = '', zh = '' }: PersonName): PersonName {
  if (!en.trim() && !zh.trim()) throw refuse('name-missing');
  return { ...(en.trim() && { en: en.trim() }), ...(zh.trim() && { zh: zh.trim() }) };
}
