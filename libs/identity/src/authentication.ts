import { createSecretKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Passport } from 'passport';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { Strategy as LocalStrategy } from 'passport-local';
import { AccountRegister, type LoginAccount } from './account-register';
import { isInForce, TOKEN_AUDIENCE, TOKEN_ISSUER, type TokenClaims } from './domain/access-token';
import { assertOwnPage, csrfTokenOf } from './domain/csrf';
import { SessionCookies } from './http/session-cookies';
import { PasswordHashing } from './password-hashing';
import { type CurrentSession, LoginSessions } from './sessions/login-sessions';

/** What Passport needs of a request. */
export interface AuthenticatedRequest {
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
  method?: string;
  /** Read by `@fastify/cookie`; absent in a platform without it. */
  cookies?: Record<string, string | undefined>;
}

/** Who asks, and under which session. */
export interface Identified {
  actor: Actor;
  session: CurrentSession;
}

/**
 * Finds out who asks: by login and password, or by the token made from them. It has a Passport of its own, because the
 * global one would be shared by all platforms of one process.
 */
@Injectable()
export class Authentication {
  private readonly passport = new Passport();
  private readonly csrfSecret: string;

  constructor(
    private readonly accounts: AccountRegister,
    private readonly sessions: LoginSessions,
    private readonly hashing: PasswordHashing,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
    private readonly cookies: SessionCookies,
  ) {
    this.csrfSecret = settings.jwtSecret;
    const tokenKey = createSecretKey(Buffer.from(settings.jwtSecret));
    this.passport.use('password', new LocalStrategy(
      { usernameField: 'login', session: false },
      (login, password, done) => settle(this.accountFor(login, password), done),
    ));
    this.passport.use('token', new JwtStrategy(
      {
        jwtFromRequest: (request: AuthenticatedRequest) => this.tokenOf(request),
        // A key object: a text would be tried as a certificate first, at every request.
        secretOrKeyProvider: (_request, _token, done) => done(null, tokenKey as never),
        algorithms: ['HS256'],
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        // Passport would compare with the time of the machine; `identifiedBy` compares with the clock port.
        ignoreExpiration: true,
        passReqToCallback: true,
      },
      (request: AuthenticatedRequest, claims: Partial<TokenClaims>, done: Done<Identified>) => settle(this.identifiedBy(claims, request), done),
    ));
  }

  /**
   * The account whose login and password are in the body; undefined, after the same time, when there is none. To be called within
   * `PasswordHashing.inTurn`.
   */
  findAccount(request: AuthenticatedRequest): Promise<LoginAccount | undefined> {
    return this.authenticate<LoginAccount>('password', request);
  }

  /**
   * By the `Authorization` header or, where there is none, by a browser's cookie: then the request must come from a page of ours.
   * @throws DomainError `IDENTITY.TOKEN_MISSING`, `IDENTITY.TOKEN_INVALID`, `IDENTITY.SESSION_…` when its session is over;
   * `IDENTITY.CROSS_ORIGIN`, `IDENTITY.CSRF_TOKEN`
   */
  async identify(request: AuthenticatedRequest): Promise<Identified> {
    if (this.tokenOf(request) === null && !hasBearer(request)) {
      throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_MISSING', 'Log in first, and send the access token as "Authorization: Bearer …".');
    }
    const identified = await this.authenticate<Identified>('token', request);
    if (identified === undefined) {
      throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'The access token is not valid any more, or never was. Log in again, or refresh it.');
    }
    if (!hasBearer(request)) assertOwnPage(request, csrfTokenOf(identified.session.id, this.csrfSecret));
    return identified;
  }

  /** A header is never mixed with a cookie: whoever sends one is no browser that was led here. */
  private tokenOf(request: AuthenticatedRequest): string | null {
    return hasBearer(request) ? bearerToken(request) : this.cookies.read(request, 'access') ?? null;
  }

  private async accountFor(login: string, password: string): Promise<LoginAccount | undefined> {
    const account = await this.accounts.findLogin(login);
    return (await this.hashing.verifyNow(account?.passwordHash, password)) ? account : undefined;
  }

  private async identifiedBy(claims: Partial<TokenClaims>, request: AuthenticatedRequest): Promise<Identified | undefined> {
    if (!isInForce(claims, this.clock.now())) return undefined;
    const identified = await (isUnattended(request) ? this.sessions.look(claims.sid) : this.sessions.find(claims.sid));
    return identified?.actor.accountId === claims.sub ? identified : undefined;
  }

  private authenticate<T>(strategy: string, request: AuthenticatedRequest): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const middleware = this.passport.authenticate(strategy, { session: false }, (error: Error | null, user: T | false) => {
        if (error) reject(error);
        else resolve(user || undefined);
      }) as (request: AuthenticatedRequest, response: object, next: (error: Error) => void) => void;
      middleware(request, {}, reject);
    });
  }
}

/** A page that renews itself says so (`X-Unattended: 1`): nobody has used the session, which may go idle meanwhile. */
export const isUnattended = ({ headers }: Pick<AuthenticatedRequest, 'headers'>): boolean => headers['x-unattended'] === '1';

const bearerToken = ExtractJwt.fromAuthHeaderAsBearerToken();
const hasBearer = ({ headers }: AuthenticatedRequest): boolean => headers['authorization'] !== undefined;

type Done<T> = (error: unknown, user?: T | false) => void;

function settle<T>(found: Promise<T | undefined>, done: Done<T>): void {
  found.then((user) => done(null, user ?? false), (error: unknown) => done(error));
}
