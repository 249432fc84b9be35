import { Controller, Delete, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '@onething/config';
import { type Actor, DomainError } from '@onething/kernel';
import type { AuthenticatedRequest } from '../authentication';
import { ExternalLogIn } from '../oidc/external-log-in';
import { type ExternalSubject, IdentityProvider, type PendingLogIn } from '../oidc/identity-provider';
import { SealedCookies } from '../oidc/sealed-cookies';
import type { Client } from '../sessions/login-sessions';
import { CurrentActor } from './current-actor.decorator';
import { CurrentClient } from './current-client.decorator';
import { ProviderAnswerDto } from './oidc.dto';
import { Requires } from './requires.decorator';
import { type CookieReply, isOverTls, setSessionCookies } from './session-cookies';

/** The log-in that is under way at the provider, and afterwards who somebody is there. */
const PENDING_COOKIE = 'onething_oidc';
const IDENTITY_COOKIE = 'onething_oidc_identity';
const PATH = '/api/auth/oidc';
/** To log in at the provider, and then to log in or register here, ms. */
const LIFETIME_MS = 15 * 60_000;

interface RedirectingReply extends CookieReply {
  redirect(location: string, status: number): unknown;
}

/** Log-in with an identity provider, by OpenID Connect. */
@ApiTags('identity')
@Controller('auth/oidc')
export class OidcController {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly external: ExternalLogIn,
    private readonly sealed: SealedCookies,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Requires('auth.login')
  @ApiOperation({ summary: 'Go to the identity provider; to be opened as a page' })
  @ApiFoundResponse()
  async begin(@Req() { headers }: AuthenticatedRequest, @Res() reply: RedirectingReply): Promise<void> {
    const { location, pending } = await this.provider.begin();
    this.keep(reply, PENDING_COOKIE, pending, headers);
    reply.redirect(location, 302);
  }

  @Get('callback')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Come back from the identity provider: to the portal when the identity is linked, to its linking when not' })
  @ApiFoundResponse()
  async finish(
    @Query() _answer: ProviderAnswerDto, @Req() request: AuthenticatedRequest & { url: string }, @CurrentClient() client: Client, @Res() reply: RedirectingReply,
  ): Promise<void> {
    const { headers } = request;
    const pending = this.sealed.open<PendingLogIn>(PENDING_COOKIE, request.cookies?.[PENDING_COOKIE]);
    if (!pending) {
      throw new DomainError('unauthenticated', 'IDENTITY.EXTERNAL_LOGIN_FAILED', 'This browser has no log-in under way, or it took too long. Begin it again.');
    }
    const subject = await this.provider.finish(new URL(request.url, 'http://callback').search, pending);
    reply.clearCookie(PENDING_COOKIE, this.cookie(headers));
    const session = await this.external.logIn(subject, client);
    if (session) {
      setSessionCookies(reply, session, { secure: this.isSecure(headers), csrfSecret: this.settings.jwtSecret });
      reply.redirect(session.limitedTo === null ? '/' : `/login?lacks=${session.limitedTo}`, 302);
      return;
    }
    this.keep(reply, IDENTITY_COOKIE, subject, headers);
    reply.redirect('/login?external=unlinked', 302);
  }

  @Post('link')
  @HttpCode(204)
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'Link the identity with which this browser has just come from the provider to the account that is logged in' })
  async link(
    @CurrentActor() actor: Actor, @Req() { cookies, headers }: AuthenticatedRequest, @CurrentClient() client: Client, @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    const subject = this.sealed.open<ExternalSubject>(IDENTITY_COOKIE, cookies?.[IDENTITY_COOKIE]);
    if (!subject) {
      throw new DomainError('refused', 'IDENTITY.NO_EXTERNAL_LOGIN', 'Log in at the identity provider first: GET /api/auth/oidc. It counts for 15 minutes.');
    }
    await this.external.link(actor, subject, client);
    reply.clearCookie(IDENTITY_COOKIE, this.cookie(headers));
  }

  @Delete('link')
  @HttpCode(204)
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'Unlink the account from the identity provider' })
  async unlink(@CurrentActor() actor: Actor, @CurrentClient() client: Client): Promise<void> {
    await this.external.unlink(actor, client);
  }

  private keep(reply: CookieReply, name: string, value: unknown, headers: AuthenticatedRequest['headers']): void {
    reply.setCookie(name, this.sealed.seal(name, value, LIFETIME_MS), { ...this.cookie(headers), maxAge: LIFETIME_MS / 1000 });
  }

  /** Lax: the provider sends the browser back from another site. */
  private cookie(headers: AuthenticatedRequest['headers']) {
    return { path: PATH, httpOnly: true, secure: this.isSecure(headers), sameSite: 'lax' as const };
  }

  private isSecure(headers: AuthenticatedRequest['headers']): boolean {
    return this.settings.mode === 'external' || isOverTls(headers);
  }
}
