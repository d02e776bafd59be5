import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandMeta, Principal } from '#event-store';
import { By, Meta } from '#http';
import { KeyedDigests } from '#privacy';
import {
  EndMandate,
  EndPosition,
  GiveMandate,
  GivePosition,
  RegisterPerson,
  ReplacePassword,
} from '../commands/person.commands.js';
import { personIdOf } from '../person-id.js';
import {
  EndMandateRequest,
  EndPositionRequest,
  GiveMandateRequest,
  GivePositionRequest,
  PersonParams,
  RegisterPersonRequest,
  SetPasswordRequest,
} from './person.dto.js';
import { PersonAnswer } from './person.view.js';

@ApiTags('people')
@Controller('api/people')
export class PersonController {
  constructor(
    private readonly bus: CommandBus,
    private readonly digests: KeyedDigests,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register a person, with a first password 登记人员' })
  @ApiCreatedResponse({ type: PersonAnswer })
  register(
    @Body() { password, name, ...request }: RegisterPersonRequest,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    const { en, zh } = name;
    const data = { ...request, name: { ...(en && { en }), ...(zh && { zh }) } };
    const safe = this.withoutSecret(meta, { command: 'RegisterPerson', ...data });
    return this.give(
      personIdOf(data.signIn),
      new RegisterPerson({ ...data, ...(password && { password }) }, safe),
    );
  }

  @Post(':id/password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set another password for a person; his sessions end 重置密码' })
  @ApiOkResponse({ type: PersonAnswer })
  setPassword(
    @Param() { id }: PersonParams,
    @Body() { password }: SetPasswordRequest,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    const safe = this.withoutSecret(meta, { command: 'ReplacePassword', personId: id });
    return this.give(id, new ReplacePassword({ personId: id, password }, safe));
  }

  @Post(':id/positions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a position 任命' })
  @ApiOkResponse({ type: PersonAnswer })
  givePosition(
    @Param() { id }: PersonParams,
    @Body() { ...position }: GivePositionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    return this.give(id, new GivePosition({ personId: id, ...position }, meta));
  }

  @Post(':id/positions/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a position 免去' })
  @ApiOkResponse({ type: PersonAnswer })
  endPosition(
    @Param() { id }: PersonParams,
    @Body() { ...position }: EndPositionRequest,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    return this.give(id, new EndPosition({ personId: id, ...position }, meta));
  }

  @Post(':id/mandates')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a person deputy in a position for some days 委托代理' })
  @ApiOkResponse({ type: PersonAnswer })
  giveMandate(
    @Param() { id }: PersonParams,
    @Body() { onBehalfOf, ...mandate }: GiveMandateRequest,
    @By() by: Principal,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    const data = { personId: id, ...mandate, onBehalfOf: onBehalfOf ?? idOf(by) };
    return this.give(id, new GiveMandate(data, meta));
  }

  @Post(':id/mandates/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a mandate 终止代理' })
  @ApiOkResponse({ type: PersonAnswer })
  endMandate(
    @Param() { id }: PersonParams,
    @Body() { onBehalfOf, ...mandate }: EndMandateRequest,
    @By() by: Principal,
    @Meta() meta: CommandMeta,
  ): Promise<PersonAnswer> {
    const data = { personId: id, ...mandate, onBehalfOf: onBehalfOf ?? idOf(by) };
    return this.give(id, new EndMandate(data, meta));
  }

  private async give(personId: string, command: Command<CommandAnswer>): Promise<PersonAnswer> {
    const { revision, position } = await this.bus.execute(command);
    return { personId, revision: Number(revision), position };
  }

  /** The fingerprint is stored; a digest of a password would be guessed faster than its hash, so it is left out. */
  private withoutSecret(meta: CommandMeta, content: object): CommandMeta {
    return { ...meta, fingerprint: this.digests.fingerprint({ ...content, by: meta.by }) };
  }
}

function idOf(by: Principal): string {
  return by.kind === 'person' ? by.id : by.role;
}
