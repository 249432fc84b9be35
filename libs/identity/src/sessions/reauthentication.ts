import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { PasswordHashing } from '../password-hashing';
import { LoginAttempts } from './login-attempts';
import type { Client, CurrentSession } from './login-sessions';

/** So long after a log-in the password is not asked for again, ms. */
const RECENT_MS = 10 * 60_000;

const FIND = {
  name: 'identity.password-to-compare',
  text: `SELECT login, password_hash AS "passwordHash" FROM onething.account WHERE id = $1 AND state <> 'closed'`,
};

/**
 * Asks the owner of an account once more before something by which an account could be kept: whoever holds a session for a moment, at a
 * machine that was left open, gets no way in of their own (OWASP ASVS 5.0, 7.5.1).
 */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly database: Database,
    private readonly hashing: PasswordHashing,
    private readonly attempts: LoginAttempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The password, or a log-in of the last ten minutes.
   * @throws DomainError `IDENTITY.REAUTHENTICATION_NEEDED`; as `verify`
   */
  async require({ accountId }: Actor, { openedAt }: CurrentSession, password: string | undefined, client: Client): Promise<void> {
    if (password !== undefined) return this.verify(accountId, password, client);
    if (this.clock.now() - openedAt.getTime() < RECENT_MS) return;
    const message = 'The log-in was more than ten minutes ago. Give the password of the account as "password" too, or log in again.';
    throw new DomainError('forbidden', 'IDENTITY.REAUTHENTICATION_NEEDED', message, {
      fields: [{ field: 'password', code: 'IDENTITY.REAUTHENTICATION_NEEDED', message }],
    });
  }

  /** @throws DomainError `IDENTITY.PASSWORD_WRONG`, counted as a failed log-in; `IDENTITY.LOGIN_LOCKED`, `IDENTITY.NO_SUCH_ACCOUNT` */
  async verify(accountId: string, password: string, client: Client): Promise<void> {
    const [stored] = await this.database.query<{ login: string; passwordHash: string }>(FIND, [accountId]);
    if (!stored) throw new DomainError('notFound', 'IDENTITY.NO_SUCH_ACCOUNT', 'This account was closed.');
    const { attempt, fits } = await this.hashing.inTurn(async () => ({
      attempt: await this.attempts.begin(stored.login, client.address),
      fits: await this.hashing.verifyNow(stored.passwordHash, password),
    }));
    if (!fits) {
      await this.attempts.fail(attempt);
      throw passwordWrong();
    }
    await this.attempts.succeed(attempt);
  }
}

function passwordWrong(): DomainError {
  const message = 'This is not the password of the account.';
  return new DomainError('invalid', 'IDENTITY.PASSWORD_WRONG', message, { fields: [{ field: 'password', code: 'IDENTITY.PASSWORD_WRONG', message }] });
}
