import { Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';
import type { LoginAccount } from '../account-register';
import type { SessionLimit } from '../domain/session-rules';
import { SecondFactors } from '../second-factor/second-factors';
import { LoginRecord } from '../sessions/login-record';
import type { Client } from '../sessions/login-sessions';
import { type OpenedSession, SessionOpener } from '../sessions/session-opener';
import { SUBJECT_PURPOSE } from './external-identities';
import type { ExternalSubject } from './identity-provider';

const FIND = {
  name: 'identity.account-of-external-identity',
  text: `SELECT a.id, a.person_id AS "personId", a.kind, a.password_hash AS "passwordHash", a.password_set_at AS "passwordSetAt"
    FROM onething.external_identity e JOIN onething.account a ON a.id = e.account_id AND a.state = 'active'
    WHERE e.issuer = $1 AND e.subject_key = ANY($2::text[])`,
};

/** Log-in with an identity of a provider, which the owner of an account has linked to it. The second factor stays ours. */
@Injectable()
export class ExternalLogIn {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly secondFactors: SecondFactors,
    private readonly opener: SessionOpener,
    private readonly record: LoginRecord,
  ) {}

  /**
   * @returns undefined when the identity is linked to no account
   */
  logIn({ issuer, subject }: ExternalSubject, client: Client): Promise<OpenedSession | undefined> {
    return this.database.transaction(async (tx) => {
      const [account] = await tx.query<LoginAccount>(FIND, [issuer, this.keyring.blindIndexes(SUBJECT_PURPOSE, subject)]);
      if (!account) return undefined;
      const session = await this.opener.open(account.id, await this.limitOf(account, tx), client, tx);
      if (session) await this.record.succeeded(account, session, client, 'identityProvider', tx);
      return session;
    });
  }

  /** What the provider says of its own second factor is not asked: ours is. */
  private async limitOf({ id, kind }: LoginAccount, tx: Transaction): Promise<SessionLimit | null> {
    if (await this.secondFactors.isEnrolled(id, tx)) return 'secondFactor';
    return kind === 'staff' ? 'enrolment' : null;
  }
}
