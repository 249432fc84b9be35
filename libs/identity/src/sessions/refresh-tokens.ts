import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { firstRefreshToken, newSuccessorSalt, RESEND_MS, successorOf } from '../domain/refresh-token';
import { endOfSession, type SessionLimit, type SessionState } from '../domain/session-rules';
import { LoginSessions } from './login-sessions';
import { FIND_REFRESH_TOKEN, FORGET_SALTS, INSERT_REFRESH_TOKEN, REVOKE_ONE, USE_REFRESH_TOKEN } from './session-statements';

const DIGEST_PURPOSE = 'session.refreshToken';

interface TokenRow extends SessionState {
  limitedTo: SessionLimit | null;
  digest: string;
  sessionId: string;
  accountId: string;
  usedAt: Date | null;
  successorSalt: string | null;
}

/** What a session goes on with. */
export interface Rotation {
  accountId: string;
  sessionId: string;
  limitedTo: SessionLimit | null;
  refreshToken: string;
}

/** Rotating refresh tokens: each serves once, and one that comes back ends its session. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly sessions: LoginSessions,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first token of a session. */
  async issue(sessionId: string, tx: Transaction): Promise<string> {
    const token = firstRefreshToken();
    await this.keep(token, sessionId, this.clock.now(), tx);
    return token;
  }

  /**
   * Exchanges a token for its successor. The same token again within ten seconds, before the successor was used, gets the same
   * successor: so two tabs, or an answer that was lost, throw nobody out, and the chain never forks.
   * @param how unattended: no use of the session, which may go idle meanwhile
   * @throws DomainError `IDENTITY.REFRESH_TOKEN_INVALID`; `IDENTITY.REFRESH_TOKEN_REUSED`, after which the session is over;
   * `IDENTITY.SESSION_…`
   */
  async rotate(token: string, { unattended = false }: { unattended?: boolean } = {}): Promise<Rotation> {
    const outcome = await this.database.transaction((tx) => this.exchange(token, unattended, tx));
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  private async exchange(token: string, unattended: boolean, tx: Transaction): Promise<Rotation | DomainError> {
    const [row] = await tx.query<TokenRow>(FIND_REFRESH_TOKEN, [this.keyring.blindIndexes(DIGEST_PURPOSE, token)]);
    if (!row) return invalid();
    const now = this.clock.now();
    const end = endOfSession(row, now);
    if (end) return end;
    const { sessionId, accountId, limitedTo } = row;
    if (row.usedAt === null) {
      const refreshToken = await this.replace(row, token, now, tx);
      if (!unattended) await this.sessions.noteUse(sessionId, now, tx);
      return { accountId, sessionId, limitedTo, refreshToken };
    }
    if (row.successorSalt !== null && now - row.usedAt.getTime() <= RESEND_MS) {
      return { accountId, sessionId, limitedTo, refreshToken: successorOf(token, row.successorSalt) };
    }
    await tx.query(REVOKE_ONE, [accountId, sessionId, new Date(now), 'refreshReused']);
    await this.log.record({ act: 'refresh.reused', outcome: 'refused', object: { kind: 'session', id: sessionId }, detail: { accountId } }, tx);
    return new DomainError('unauthenticated', 'IDENTITY.REFRESH_TOKEN_REUSED',
      'This refresh token was used before, so somebody may have copied it: its session was ended. Log in again.');
  }

  private async replace({ digest, sessionId }: TokenRow, token: string, now: number, tx: Transaction): Promise<string> {
    const salt = newSuccessorSalt();
    const successor = successorOf(token, salt);
    await tx.query(FORGET_SALTS, [sessionId]);
    await tx.query(USE_REFRESH_TOKEN, [digest, new Date(now), salt]);
    await this.keep(successor, sessionId, now, tx);
    return successor;
  }

  private async keep(token: string, sessionId: string, now: number, tx: Transaction): Promise<void> {
    await tx.query(INSERT_REFRESH_TOKEN, [this.keyring.blindIndex(DIGEST_PURPOSE, token), sessionId, new Date(now)]);
  }
}

const invalid = () => new DomainError('unauthenticated', 'IDENTITY.REFRESH_TOKEN_INVALID', 'This refresh token is not ours, or its account is closed. Log in again.');
