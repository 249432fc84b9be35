import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { CLOCK, type Clock } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { claimsFor, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME } from '../domain/access-token';
import type { SessionLimit } from '../domain/session-rules';
import { type Client, LoginSessions } from './login-sessions';
import { RefreshTokens, type Rotation } from './refresh-tokens';

/** A session and the tokens with which it goes on. */
export interface OpenedSession {
  sessionId: string;
  accessToken: string;
  /** Of the access token, seconds. */
  expiresIn: number;
  refreshToken: string;
  /** What the session still lacks. */
  limitedTo: SessionLimit | null;
}

/** Opens sessions and keeps them going, tokens included. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly sessions: LoginSessions,
    private readonly refreshTokens: RefreshTokens,
    private readonly jwt: JwtService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns undefined when the account is not active any more */
  async open(accountId: string, limitedTo: SessionLimit | null, client: Client, tx: Transaction): Promise<OpenedSession | undefined> {
    const sessionId = await this.sessions.open(accountId, limitedTo, client, tx);
    if (sessionId === undefined) return undefined;
    return this.withTokens({ accountId, sessionId, limitedTo, refreshToken: await this.refreshTokens.issue(sessionId, tx) });
  }

  /** @param how unattended: by a page of its own accord, which is no use of the session. @throws DomainError `IDENTITY.REFRESH_TOKEN_INVALID`, `IDENTITY.REFRESH_TOKEN_REUSED`, `IDENTITY.SESSION_…` */
  async refresh(refreshToken: string, how: { unattended?: boolean } = {}): Promise<OpenedSession> {
    return this.withTokens(await this.refreshTokens.rotate(refreshToken, how));
  }

  private async withTokens({ accountId, ...session }: Rotation): Promise<OpenedSession> {
    const claims = { ...claimsFor({ accountId, sessionId: session.sessionId }, this.clock.now()), iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE };
    return { ...session, accessToken: await this.jwt.signAsync(claims, { algorithm: 'HS256' }), expiresIn: TOKEN_LIFETIME };
  }
}
