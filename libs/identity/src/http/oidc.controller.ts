import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, DomainError } from '@onething/kernel';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import { ExternalIdentities } from '../oidc/external-identities';
import { ExternalLogIn } from '../oidc/external-log-in';
import { type ExternalSubject, IdentityProvider, type PendingLogIn } from '../oidc/identity-provider';
import { SealedCookies } from '../oidc/sealed-cookies';
import type { Client, CurrentSession } from '../sessions/login-sessions';
import { Reauthentication } from '../sessions/reauthentication';
import { CurrentActor, CurrentLoginSession } from './current-actor.decorator';
import { CurrentClient } from './current-client.decorator';
import { ReauthenticationDto } from './login.dto';
import { LinkedIdentityListDto, ProviderAnswerDto } from './oidc.dto';
import { Requires } from './requires.decorator';
import { type CookieReply, SessionCookies } from './session-cookies';

/** The log-in that is under way at the provider, and afterwards who somebody is there. */
const PENDING_COOKIE = 'onething_oidc';
const IDENTITY_COOKIE = 'onething_oidc_identity';
const PATH = '/api/auth/oidc';
/** To log in at the provider, and then to log in or register here, ms. */
const LIFETIME_MS = 15 * 60_000;

interface BegunLogIn {
  pending: PendingLogIn;
  /** Of the browser, when it was logged in. */
  sessionId?: string;
}

interface FoundIdentity {
  subject: ExternalSubject;
  sessionId: string;
}

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
    private readonly identities: ExternalIdentities,
    private readonly authentication: Authentication,
    private readonly reauthentication: Reauthentication,
    private readonly sealed: SealedCookies,
    private readonly cookies: SessionCookies,
  ) {}

  @Get()
  @Requires('auth.login')
  @ApiOperation({ summary: 'Go to the identity provider; to be opened as a page' })
  @ApiFoundResponse()
  async begin(@Req() request: AuthenticatedRequest, @Res() reply: RedirectingReply): Promise<void> {
    const { headers } = request;
    const { location, pending } = await this.provider.begin();
    const begun: BegunLogIn = { pending, sessionId: await this.openSessionOf(request) };
    this.keep(reply, PENDING_COOKIE, begun, headers);
    reply.redirect(location, 302);
  }

  @Get('callback')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Come back from the identity provider: to the portal when the identity is linked; when not, to be linked in the session that went there' })
  @ApiFoundResponse()
  async finish(
    @Query() _answer: ProviderAnswerDto, @Req() request: AuthenticatedRequest & { url: string }, @CurrentClient() client: Client, @Res() reply: RedirectingReply,
  ): Promise<void> {
    const { headers } = request;
    const begun = this.sealed.open<BegunLogIn>(PENDING_COOKIE, request.cookies?.[this.cookies.nameOf(PENDING_COOKIE)]);
    if (!begun) {
      throw new DomainError('unauthenticated', 'IDENTITY.EXTERNAL_LOGIN_FAILED', 'This browser has no log-in under way, or it took too long. Begin it again.');
    }
    const subject = await this.provider.finish(new URL(request.url, 'http://callback').search, begun.pending);
    reply.clearCookie(this.cookies.nameOf(PENDING_COOKIE), this.cookie(headers));
    const session = await this.external.logIn(subject, client);
    if (session) {
      this.cookies.set(reply, session, headers);
      reply.redirect(session.limitedTo === null ? '/' : `/login?lacks=${session.limitedTo}`, 302);
      return;
    }
    if (begun.sessionId === undefined) {
      reply.redirect('/login?external=unlinked', 302);
      return;
    }
    const found: FoundIdentity = { subject, sessionId: begun.sessionId };
    this.keep(reply, IDENTITY_COOKIE, found, headers);
    reply.redirect('/login?external=confirm', 302);
  }

  @Get('identities')
  @Header('Cache-Control', 'no-store')
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'The identities of providers that open this account' })
  async list(@CurrentActor() { accountId }: Actor): Promise<LinkedIdentityListDto> {
    return { entries: await this.identities.list(accountId) };
  }

  @Delete('identities/:id')
  @HttpCode(204)
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'Unlink one of them' })
  unlinkOne(@CurrentActor() actor: Actor, @CurrentClient() client: Client, @Param('id') id: string): Promise<void> {
    return this.identities.unlink(actor, id, client);
  }

  @Post('link')
  @HttpCode(204)
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'Link the identity with which this session has just come back from the provider to its account' })
  async link(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @Req() { cookies, headers }: AuthenticatedRequest,
    @CurrentClient() client: Client, @Body() { password }: ReauthenticationDto, @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    const found = this.sealed.open<FoundIdentity>(IDENTITY_COOKIE, cookies?.[this.cookies.nameOf(IDENTITY_COOKIE)]);
    if (found?.sessionId !== session.id) {
      throw new DomainError('refused', 'IDENTITY.NO_EXTERNAL_LOGIN',
        'Go to the identity provider from this session first: open GET /api/auth/oidc as a page while logged in. It counts for 15 minutes.');
    }
    await this.reauthentication.require(actor, session, password, client);
    await this.identities.link(actor, found.subject, client);
    reply.clearCookie(this.cookies.nameOf(IDENTITY_COOKIE), this.cookie(headers));
  }

  @Delete('link')
  @HttpCode(204)
  @Requires('externalIdentity.link')
  @ApiOperation({ summary: 'Unlink the account from all identities of providers' })
  async unlink(@CurrentActor() actor: Actor, @CurrentClient() client: Client): Promise<void> {
    await this.identities.unlink(actor, undefined, client);
  }

  /** Of a browser that is logged in: the identity that it comes back with can be linked in that session alone. */
  private async openSessionOf(request: AuthenticatedRequest): Promise<string | undefined> {
    try {
      return (await this.authentication.identify(request)).session.id;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private keep(reply: CookieReply, name: string, value: unknown, headers: AuthenticatedRequest['headers']): void {
    reply.setCookie(this.cookies.nameOf(name), this.sealed.seal(name, value, LIFETIME_MS), { ...this.cookie(headers), maxAge: LIFETIME_MS / 1000 });
  }

  /** Lax: the provider sends the browser back from another site. */
  private cookie(headers: AuthenticatedRequest['headers']) {
    return this.cookies.options(headers, PATH, 'lax');
  }
}
