import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import { claimsFor, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME } from '../domain/access-token';
import { type Client, LoginSessions } from './login-sessions';
import { RefreshTokens, type Rotation } from './refresh-tokens';

export interface IssuedTokens {
  accessToken: string;
  tokenType: 'Bearer';
  /** Of the access token, seconds. */
  expiresIn: number;
  refreshToken: string;
}

/** Opens sessions and keeps them going. */
@Injectable()
export class LogIn {
  constructor(
    private readonly authentication: Authentication,
    private readonly sessions: LoginSessions,
    private readonly refreshTokens: RefreshTokens,
    private readonly jwt: JwtService,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.LOGIN_FAILED`, in the same words and time for unknown logins; `IDENTITY.TOO_BUSY` */
  async logIn(request: AuthenticatedRequest, client: Client): Promise<IssuedTokens> {
    const accountId = await this.authentication.findAccountId(request);
    if (accountId === undefined) throw failed();
    const opened = await this.database.transaction(async (tx) => {
      const sessionId = await this.sessions.open(accountId, null, client, tx);
      return sessionId && { accountId, sessionId, refreshToken: await this.refreshTokens.issue(sessionId, tx) };
    });
    if (!opened) throw failed();
    return this.tokensOf(opened);
  }

  /** @throws DomainError `IDENTITY.REFRESH_TOKEN_INVALID`, `IDENTITY.REFRESH_TOKEN_REUSED`, `IDENTITY.SESSION_…` */
  async refresh(refreshToken: string): Promise<IssuedTokens> {
    return this.tokensOf(await this.refreshTokens.rotate(refreshToken));
  }

  private async tokensOf({ refreshToken, ...session }: Rotation): Promise<IssuedTokens> {
    const claims = { ...claimsFor(session, this.clock.now()), iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE };
    const accessToken = await this.jwt.signAsync(claims, { algorithm: 'HS256' });
    return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_LIFETIME, refreshToken };
  }
}

const failed = () => new DomainError('unauthenticated', 'IDENTITY.LOGIN_FAILED', 'Login or password is wrong. Check both and try again.');
