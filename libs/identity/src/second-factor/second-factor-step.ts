import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import type { SessionLimit } from '../domain/session-rules';
import { LoginAttempts } from '../sessions/login-attempts';
import { LoginRecord } from '../sessions/login-record';
import { type Client, type CurrentSession, LoginSessions } from '../sessions/login-sessions';
import { codeUsedBefore, SecondFactors, secondFactorWrong } from './second-factors';

/** The second step of a log-in that the identity provider began: the code of our own second factor. */
@Injectable()
export class SecondFactorStep {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRegister,
    private readonly attempts: LoginAttempts,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: LoginSessions,
    private readonly record: LoginRecord,
  ) {}

  /**
   * @returns what the session lacks now
   * @throws DomainError `IDENTITY.SECOND_FACTOR_WRONG`, counted as a failed log-in; `IDENTITY.SECOND_FACTOR_USED_BEFORE`,
   * `IDENTITY.LOGIN_LOCKED`
   */
  async give({ accountId }: Actor, session: CurrentSession, code: string, client: Client): Promise<SessionLimit | null> {
    if (session.limitedTo !== 'secondFactor') {
      throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_GIVEN', 'This session does not wait for a code.');
    }
    const account = await this.accounts.findAccount(accountId);
    const attempt = await this.attempts.begin(account!.login, client.address);
    const { outcome, limitedTo } = await this.database.transaction(async (tx) => {
      const used = await this.secondFactors.use(accountId, code, tx);
      if (used !== 'taken' && used !== 'recovery') return { outcome: used, limitedTo: null };
      const lacks = await this.sessions.satisfy(session.id, 'secondFactor', tx, used === 'recovery' ? 'enrolment' : undefined);
      await this.record.secondFactorGiven(account!, { sessionId: session.id, limitedTo: lacks }, client, used === 'recovery', tx);
      return { outcome: used, limitedTo: lacks };
    });
    if (outcome === 'wrong') {
      await this.record.failed(account, 'secondFactor', client);
      if (await this.attempts.fail(attempt)) await this.record.locked(account, client);
      throw secondFactorWrong();
    }
    if (outcome === 'usedBefore') {
      await this.attempts.undo(attempt);
      throw codeUsedBefore();
    }
    await this.attempts.succeed(attempt);
    return limitedTo;
  }
}
