import { createSecretKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SETTINGS, type Settings } from '@onething/config';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Passport } from 'passport';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { Strategy as LocalStrategy } from 'passport-local';
import { AccountRegister } from './account-register';
import { Actors } from './actors';
import { claimsFor, isInForce, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME, type TokenClaims } from './domain/access-token';
import { PasswordHashing } from './password-hashing';

export interface IssuedToken {
  accessToken: string;
  tokenType: 'Bearer';
  /** Seconds. */
  expiresIn: number;
}

/** What Passport needs of a request. */
export interface AuthenticatedRequest {
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

/**
 * Finds out who asks: by login and password, or by the token made from them. It has a Passport of its own, because the
 * global one would be shared by all platforms of one process.
 */
@Injectable()
export class Authentication {
  private readonly passport = new Passport();

  constructor(
    private readonly accounts: AccountRegister,
    private readonly actors: Actors,
    private readonly hashing: PasswordHashing,
    private readonly tokens: JwtService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const tokenKey = createSecretKey(Buffer.from(settings.jwtSecret));
    this.passport.use('password', new LocalStrategy(
      { usernameField: 'login', session: false },
      (login, password, done) => settle(this.accountIdFor(login, password), done),
    ));
    this.passport.use('token', new JwtStrategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        // A key object: a text would be tried as a certificate first, at every request.
        secretOrKeyProvider: (_request, _token, done) => done(null, tokenKey as never),
        algorithms: ['HS256'],
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        // Passport would compare with the time of the machine; `actorFor` compares with the clock port.
        ignoreExpiration: true,
      },
      (claims: Partial<TokenClaims>, done: Done<Actor>) => settle(this.actorFor(claims), done),
    ));
  }

  /** @throws DomainError `IDENTITY.LOGIN_FAILED`, in the same words and time for unknown logins; `IDENTITY.TOO_BUSY` */
  async logIn(request: AuthenticatedRequest): Promise<IssuedToken> {
    const accountId = await this.authenticate<string>('password', request);
    if (accountId === undefined) {
      throw new DomainError('unauthenticated', 'IDENTITY.LOGIN_FAILED', 'Login or password is wrong. Check both and try again.');
    }
    const claims = claimsFor(accountId, this.clock.now());
    const accessToken = await this.tokens.signAsync({ ...claims, iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE }, { algorithm: 'HS256' });
    return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_LIFETIME };
  }

  /** @throws DomainError `IDENTITY.TOKEN_MISSING`, `IDENTITY.TOKEN_INVALID` */
  async getActor(request: AuthenticatedRequest): Promise<Actor> {
    if (request.headers['authorization'] === undefined) {
      throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_MISSING', 'Log in first, and send the access token as "Authorization: Bearer …".');
    }
    const actor = await this.authenticate<Actor>('token', request);
    if (actor === undefined) {
      throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'The access token is not valid any more, or never was. Log in again.');
    }
    return actor;
  }

  private async accountIdFor(login: string, password: string): Promise<string | undefined> {
    const account = await this.accounts.findLogin(login);
    return (await this.hashing.verify(account?.passwordHash, password)) ? account!.id : undefined;
  }

  private async actorFor(claims: Partial<TokenClaims>): Promise<Actor | undefined> {
    return isInForce(claims, this.clock.now()) ? this.actors.findActor(claims.sub) : undefined;
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

type Done<T> = (error: unknown, user?: T | false) => void;

function settle<T>(found: Promise<T | undefined>, done: Done<T>): void {
  found.then((user) => done(null, user ?? false), (error: unknown) => done(error));
}
