import { Inject, Injectable } from '@nestjs/common';
import { type OidcSettings, SETTINGS, type Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { allowInsecureRequests, type Configuration, discovery, randomNonce, randomState } from 'openid-client';
import { Strategy, type StrategyOptions, type VerifyFunction } from 'openid-client/passport';
import { Passport } from 'passport';

/** Who somebody is at the provider. */
export interface ExternalSubject {
  issuer: string;
  subject: string;
}

/** What has to come back with the answer: code verifier, state and nonce. */
export type PendingLogIn = Record<string, unknown>;

const NAME = 'oidc';

/** With state and nonce whether or not the provider knows PKCE. The address asked is the registered one, whatever a proxy makes of it. */
class ProviderStrategy extends Strategy {
  constructor(options: StrategyOptions, verify: VerifyFunction, private readonly callbackAddress: string) {
    super(options, verify);
  }

  override authorizationRequestParams(): Record<string, string> {
    return { state: randomState(), nonce: randomNonce() };
  }

  override currentUrl(request: { url: string }): URL {
    return new URL(new URL(request.url, this.callbackAddress).search, this.callbackAddress);
  }
}

/** The identity provider of the settings: OpenID Connect, authorization code with PKCE, state and nonce. */
@Injectable()
export class IdentityProvider {
  private readonly settings: OidcSettings | undefined;
  private ready?: Promise<InstanceType<typeof Passport>>;

  constructor(@Inject(SETTINGS) { oidc }: Settings) {
    this.settings = oidc;
  }

  /** @returns where the browser goes, and what has to be kept for its return @throws DomainError `IDENTITY.NO_EXTERNAL_PROVIDER`, `IDENTITY.PROVIDER_UNAVAILABLE` */
  async begin(): Promise<{ location: string; pending: PendingLogIn }> {
    const request = { method: 'GET', url: '', session: {} as Record<string, PendingLogIn> };
    const location = await this.run<string>(request);
    return { location, pending: request.session[NAME]! };
  }

  /**
   * @param search of the address to which the provider has sent the browser back: `?code=…&state=…`
   * @throws DomainError `IDENTITY.EXTERNAL_LOGIN_FAILED`, `IDENTITY.NO_EXTERNAL_PROVIDER`, `IDENTITY.PROVIDER_UNAVAILABLE`
   */
  finish(search: string, pending: PendingLogIn): Promise<ExternalSubject> {
    return this.run<ExternalSubject>({ method: 'GET', url: search, session: { [NAME]: pending } });
  }

  private async run<T>(request: { method: string; url: string; session: Record<string, PendingLogIn> }): Promise<T> {
    const passport = await this.passport();
    return new Promise((resolve, reject) => {
      const fail = () => reject(new DomainError('unauthenticated', 'IDENTITY.EXTERNAL_LOGIN_FAILED', 'The log-in at the identity provider did not succeed. Begin it again.'));
      const response = { setHeader: (name: string, value: string) => name === 'Location' && resolve(value as T), end: () => undefined };
      const middleware = passport.authenticate(NAME, { session: false }, (error: Error | null, subject: T | false) => {
        if (error || !subject) fail();
        else resolve(subject);
      }) as (request: object, response: object, next: (error: Error) => void) => void;
      middleware(request, response, fail);
    });
  }

  private passport(): Promise<InstanceType<typeof Passport>> {
    if (!this.settings) throw new DomainError('notFound', 'IDENTITY.NO_EXTERNAL_PROVIDER', 'This platform has no identity provider.');
    this.ready ??= prepare(this.settings).catch(() => {
      this.ready = undefined;
      throw new DomainError('unavailable', 'IDENTITY.PROVIDER_UNAVAILABLE',
        'The identity provider does not answer. Log in with login and password, or try again later.', { retryAfter: 30 });
    });
    return this.ready;
  }
}

async function prepare({ issuer, clientId, clientSecret, redirect }: OidcSettings): Promise<InstanceType<typeof Passport>> {
  const isPlain = issuer.startsWith('http:');
  const config: Configuration = await discovery(new URL(issuer), clientId, clientSecret, undefined, isPlain ? { execute: [allowInsecureRequests] } : {});
  const passport = new Passport();
  const options = { config, name: NAME, sessionKey: NAME, callbackURL: redirect, scope: 'openid' };
  passport.use(NAME, new ProviderStrategy(options, (tokens, done) => {
    const claims = tokens.claims();
    done(null, claims ? ({ issuer: claims.iss, subject: claims.sub }) : false);
  }, redirect));
  return passport;
}
