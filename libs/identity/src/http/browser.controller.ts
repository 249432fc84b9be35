import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, DomainError } from '@onething/kernel';
import { type AuthenticatedRequest, isUnattended } from '../authentication';
import { assertOwnPage, assertSameOrigin } from '../domain/csrf';
import { LogIn } from '../sessions/log-in';
import { type Client, type CurrentSession, LoginSessions } from '../sessions/login-sessions';
import { type OpenedSession, SessionOpener } from '../sessions/session-opener';
import { CurrentActor, CurrentLoginSession } from './current-actor.decorator';
import { CurrentClient } from './current-client.decorator';
import { BrowserSessionDto, LoginDto } from './login.dto';
import { Requires } from './requires.decorator';
import { type CookieReply, SessionCookies } from './session-cookies';

/** Log-in of browsers: the tokens lie in cookies that no script reads. */
@ApiTags('identity')
@Controller('auth/browser')
export class BrowserController {
  constructor(
    private readonly entrance: LogIn,
    private readonly opener: SessionOpener,
    private readonly sessions: LoginSessions,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Log in a browser; the tokens come as cookies' })
  @ApiOkResponse({ type: BrowserSessionDto })
  async logIn(
    @Body() body: LoginDto, @Req() { headers }: AuthenticatedRequest, @CurrentClient() client: Client, @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<BrowserSessionDto> {
    assertSameOrigin(headers);
    return this.answer(await this.entrance.logIn(body, headers, client), headers, reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.refresh')
  @ApiOperation({ summary: 'Go on with the session of the cookies' })
  @ApiOkResponse({ type: BrowserSessionDto })
  async refresh(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: CookieReply): Promise<BrowserSessionDto> {
    const refreshToken = this.cookies.read(request, 'refresh');
    if (refreshToken === undefined) {
      throw new DomainError('unauthenticated', 'IDENTITY.REFRESH_TOKEN_MISSING', 'There is no session in the cookies. Log in.');
    }
    // Which session it is, is not known before the token is used up: that header and cookie agree must do here.
    assertOwnPage({ method: 'POST', headers: request.headers }, this.cookies.read(request, 'csrf') ?? '');
    return this.answer(await this.opener.refresh(refreshToken, { unattended: isUnattended(request) }), request.headers, reply);
  }

  @Post('logout')
  @HttpCode(204)
  @Requires('session.end')
  @ApiOperation({ summary: 'Sign out here and remove the cookies' })
  @ApiNoContentResponse()
  async signOut(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @Req() { headers }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    await this.sessions.revoke(actor.accountId, session.id, 'signedOut');
    this.cookies.clear(reply, headers);
  }

  private answer(session: OpenedSession, headers: AuthenticatedRequest['headers'], reply: CookieReply): BrowserSessionDto {
    return { csrfToken: this.cookies.set(reply, session, headers), expiresIn: session.expiresIn, limitedTo: session.limitedTo };
  }
}
