import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearedSessionCookie, CurrentSession, Public, sessionCookie, type SignedIn } from '#http';
import { Accounts, Directory, Sessions } from '#identity';
import { Clock, type Position, type UnitTree } from '#kernel';
import { deedsOf } from '../domain/powers.js';
import { PeopleQueries } from '../projections/people/people.queries.js';
import { ChangePasswordRequest, SignInRequest } from './session.dto.js';
import { MeView, SessionView, type MyPositionView } from './session.view.js';

@ApiTags('sessions')
@Controller('api')
export class SessionController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly directory: Directory,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
  ) {}

  @Public()
  @Post('sessions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in: sets the cookie and answers the token 登录' })
  @ApiOkResponse({ type: SessionView })
  async signIn(
    @Body() { signIn, password }: SignInRequest,
    @Req() { ip, protocol }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const opened = await this.accounts.signIn({ signIn, password, address: ip });
    const seconds = (opened.expiresAt - this.clock.now()) / 1000;
    void reply.header('set-cookie', sessionCookie(opened.token, { seconds, secure: protocol === 'https' }));
    return {
      token: opened.token,
      expiresAt: new Date(opened.expiresAt).toISOString(),
      person: await this.personOf(opened.personId),
    };
  }

  @Get('sessions/current')
  @ApiOperation({ summary: 'Who I am, my positions, and what I may 我的身份与权限' })
  @ApiOkResponse({ type: MeView })
  current(@CurrentSession() { personId }: SignedIn): Promise<MeView> {
    return this.personOf(personId);
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out 退出' })
  @ApiNoContentResponse()
  signOut(@CurrentSession() { token }: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): void {
    this.sessions.revoke(token);
    void reply.header('set-cookie', clearedSessionCookie());
  }

  @Post('me/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change my password; all my sessions end 修改密码' })
  @ApiNoContentResponse()
  async changePassword(
    @CurrentSession() { personId }: SignedIn,
    @Body() { present, next }: ChangePasswordRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.accounts.changePassword(personId, present, next);
    void reply.header('set-cookie', clearedSessionCookie());
  }

  private async personOf(personId: string): Promise<MeView> {
    const [units, positions, known] = await Promise.all([
      this.directory.units(),
      this.directory.positionsOf(personId),
      this.people.find(personId, this.clock.now()),
    ]);
    return {
      personId,
      ...(known?.identity && { signIn: known.identity.signIn, name: known.identity.name }),
      positions: positions.map((position) => myPositionViewOf(position, units)),
    };
  }
}

function myPositionViewOf(position: Position, units: UnitTree): MyPositionView {
  const unitName = units.unit(position.unit)?.name;
  return { ...position, ...(unitName && { unitName }), may: deedsOf(position) };
}
