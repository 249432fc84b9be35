import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { REMEMBERED_PASSWORDS, usedBefore } from '../domain/password-rules';
import { PasswordHashing } from '../password-hashing';
import { assertAcceptablePassword } from './acceptable-password';
import { type Client, type CurrentSession, LoginSessions } from '../sessions/login-sessions';
import { Reauthentication } from '../sessions/reauthentication';

const FIND = {
  name: 'identity.password-of-account',
  text: `SELECT login, kind, password_hash AS "passwordHash" FROM onething.account WHERE id = $1 AND state <> 'closed'`,
};
const FORMER = {
  name: 'identity.former-passwords',
  text: 'SELECT password_hash AS "passwordHash" FROM onething.former_password WHERE account_id = $1 ORDER BY replaced_at DESC, id DESC LIMIT $2',
};
/** The password that is replaced is remembered with those before it; the oldest are forgotten. */
const REMEMBER = {
  name: 'identity.remember-password',
  text: `INSERT INTO onething.former_password (id, account_id, password_hash, replaced_at)
    SELECT $2, id, password_hash, $3 FROM onething.account WHERE id = $1 AND password_hash <> ''`,
};
const FORGET = {
  name: 'identity.forget-passwords',
  text: `DELETE FROM onething.former_password WHERE account_id = $1 AND id NOT IN
    (SELECT id FROM onething.former_password WHERE account_id = $1 ORDER BY replaced_at DESC, id DESC LIMIT $2)`,
};
const SET = { name: 'identity.set-account-password', text: 'UPDATE onething.account SET password_hash = $2, password_set_at = $3 WHERE id = $1' };

interface StoredPassword {
  login: string;
  kind: Actor['kind'];
  passwordHash: string;
}

/** Changes of passwords, by their rules (`domain/password-rules.ts`). */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly hashing: PasswordHashing,
    private readonly reauthentication: Reauthentication,
    private readonly sessions: LoginSessions,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The owner of an account changes its password; all its other sessions end.
   * @throws DomainError `IDENTITY.PASSWORD_WRONG`, counted as a failed log-in; `IDENTITY.LOGIN_LOCKED`; as `hashOf`
   */
  async change(actor: Actor, session: CurrentSession, given: { password: string; newPassword: string }, client: Client): Promise<void> {
    const { accountId, personId } = actor;
    await this.reauthentication.verify(accountId, given.password, client);
    const passwordHash = await this.hashOf(accountId, given.newPassword, 'newPassword');
    await this.database.transaction(async (tx) => {
      await this.replace(accountId, passwordHash, tx);
      await this.sessions.revokeAll(accountId, 'passwordChanged', { except: session.id }, tx);
      if (session.limitedTo === 'passwordChange') await this.sessions.satisfy(session.id, 'passwordChange', tx);
      const { address, requestId } = client;
      await this.log.record({
        act: 'password.changed', outcome: 'done', actor: { accountId, personId, roles: actor.roles }, subjectPersonId: personId,
        object: { kind: 'account', id: accountId }, address, requestId,
      }, tx);
    });
  }

  /**
   * The hash of a new password that keeps the rules.
   * @throws DomainError `IDENTITY.PASSWORD_TOO_SHORT`, `IDENTITY.PASSWORD_TOO_SIMPLE`, `IDENTITY.PASSWORD_HAS_LOGIN`, `IDENTITY.PASSWORD_COMMON`,
   * `IDENTITY.PASSWORD_USED_BEFORE`, naming `field`
   */
  async hashOf(accountId: string, password: string, field: string): Promise<string> {
    const stored = await this.find(accountId);
    assertAcceptablePassword(password, stored, field);
    const former = await this.database.query<{ passwordHash: string }>(FORMER, [accountId, REMEMBERED_PASSWORDS - 1]);
    for (const { passwordHash } of [stored, ...former]) {
      if (passwordHash !== '' && await this.hashing.verify(passwordHash, password)) throw usedBefore(field);
    }
    return this.hashing.hash(password);
  }

  async replace(accountId: string, passwordHash: string, tx: Transaction): Promise<void> {
    const now = this.clock.now();
    await tx.query(REMEMBER, [accountId, newId(now), new Date(now)]);
    await tx.query(FORGET, [accountId, REMEMBERED_PASSWORDS - 1]);
    await tx.query(SET, [accountId, passwordHash, new Date(now)]);
  }

  private async find(accountId: string): Promise<StoredPassword> {
    const [stored] = await this.database.query<StoredPassword>(FIND, [accountId]);
    if (!stored) throw new DomainError('notFound', 'IDENTITY.NO_SUCH_ACCOUNT', 'This account was closed.');
    return stored;
  }
}
