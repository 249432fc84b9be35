import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { type CurrentSession, LoginSessions } from '../sessions/login-sessions';
import { CurrentActor, CurrentLoginSession } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { SessionListDto } from './sessions.dto';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('auth')
export class SessionsController {
  constructor(private readonly sessions: LoginSessions) {}

  @Get('sessions')
  @Header('Cache-Control', 'no-store')
  @Requires('session.read')
  @ApiOperation({ summary: 'Where this account is logged in' })
  @ApiOkResponse({ type: SessionListDto })
  async list(@CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession): Promise<SessionListDto> {
    const sessions = await this.sessions.list(actor.accountId);
    return { entries: sessions.map((one) => ({ ...one, current: one.id === session.id })) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Requires('session.end')
  @ApiOperation({ summary: 'End one of the account\'s sessions; its tokens do not serve from the next request on' })
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.sessions.revoke(actor.accountId, id, 'revoked');
  }

  @Delete('sessions')
  @HttpCode(204)
  @Requires('session.end')
  @ApiOperation({ summary: 'Sign out everywhere, here too' })
  async signOutEverywhere(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.revokeAll(actor.accountId, 'signedOutEverywhere');
  }

  @Post('logout')
  @HttpCode(204)
  @Requires('session.end')
  @ApiOperation({ summary: 'Sign out here' })
  signOut(@CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession): Promise<void> {
    return this.sessions.revoke(actor.accountId, session.id, 'signedOut');
  }
}
